"""Two attempts at the same moment, each in a connection of its own, and what became of the row."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, connections, models, transaction

from tests.conftest import acting_as
from tests.door import standing_as
from tests.notify.office import worker
from wacat.accounts.access import Visitor
from wacat.values.refusal import Refusal

SYSTEM = "sistem"
Step = tuple[str, str]
# who attempts it, and what: the thing, and the visitor (None is the system)
Attempt = tuple[str, Callable[[Any, Any], object]]


@dataclass(frozen=True, kw_only=True)
class Race:
    """A thing brought to where a step begins, and two who attempt the step.

    `column` tells of the step. `ends` is where it stands afterwards, whoever was first.
    `committed` is what others see of the step where it is one of several of one transaction.
    """

    ready: Callable[[], Any]
    both: tuple[Attempt, Attempt]
    column: str = "state"
    ends: str = ""
    committed: Step | None = None


@dataclass(frozen=True, kw_only=True)
class Table:
    """The races of one table of states, one for each step; rivals attempt two different steps.

    `rows` is the table in the database. Steps of `born` are taken while the row is made; the
    functions there hold them to be taken once.
    """

    title: str
    rows: str
    races: Mapping[Step, Race]
    born: Mapping[Step, Callable[[], None]]
    rivals: Sequence[Race]


def twice(who: str, act: Callable[[Any, Any], object], other: str = "") -> tuple[Attempt, Attempt]:
    """The same act by two people, or in two windows of one."""
    return (who, act), (other or who, act)


@contextmanager
def being(who: str) -> Iterator[Visitor | None]:
    """Stand as that person, or as the system."""
    if who == SYSTEM:
        with worker():
            yield None
    else:
        with standing_as(who) as visitor:
            yield visitor


def at_once(thing: Any, attempts: Sequence[Attempt]) -> list[str]:
    """Let all of them begin at the same moment; what each was refused with, empty for none."""
    start = threading.Barrier(len(attempts))

    def run(one: Attempt) -> str:
        who, act = one
        try:
            with transaction.atomic(), being(who) as visitor:
                start.wait()
                act(thing, visitor)
        except Refusal as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(run, attempts))


WATCH = """
CREATE TABLE moved (id bigserial, of text, row_id bigint, col text, was text, became text);
CREATE FUNCTION note_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO moved (of, row_id, col, was, became) VALUES
    (TG_TABLE_NAME, NEW.id, TG_ARGV[0], to_jsonb(OLD) ->> TG_ARGV[0], to_jsonb(NEW) ->> TG_ARGV[0]);
  RETURN NULL;
END $$;
GRANT ALL ON moved, moved_id_seq TO PUBLIC;
"""
WATCH_ONE = """
CREATE TRIGGER watched_{column} AFTER UPDATE ON {table} FOR EACH ROW
WHEN (OLD.{column} IS DISTINCT FROM NEW.{column}) EXECUTE FUNCTION note_move({column});
"""


def watch(*columns: tuple[str, str]) -> None:
    """Let the database itself note every change of these columns (table, column), as it is committed."""
    with transaction.atomic(), acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute(WATCH)
        for table, column in columns:
            cursor.execute(WATCH_ONE.format(table=table, column=column))


def moves_of(thing: models.Model, *, column: str = "state") -> list[Step]:
    """Every change of a row in that column, in the order in which the row was changed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT was, became FROM moved WHERE of = %s AND row_id = %s AND col = %s ORDER BY id",
            [thing._meta.db_table, thing.pk, column],
        )
        return cursor.fetchall()
