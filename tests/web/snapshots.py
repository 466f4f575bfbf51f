"""The SQL of a page kept beside its test, so that a new or changed query shows in review.

    def test_the_list_asks_little(sql_snapshot, client):
        with sql_snapshot("rt_daftar"):
            client.get("/rt/")

compares with `tests/web/sql/rt_daftar.sql`; `pytest --perbarui-sql` writes the file anew.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

FOLDER = Path(__file__).parent / "sql"

# Ids, moments and personal values differ from run to run; codes in capitals are part of the query.
_SAME = (
    (re.compile(r"E?'((?:[^']|'')*)'(::[a-z0-9_]+(\[\])?)?"), lambda found: _text(found[1])),
    (re.compile(r"(?<![\w.$\"])-?\d+(\.\d+)?\b"), lambda found: "0"),
    (re.compile(r"\b0(, 0)+\b"), lambda found: "0, ..."),
    (re.compile(r"\"s\d+_x\d+\""), lambda found: '"s"'),
    (re.compile(r"\s+"), lambda found: " "),
)
_BREAKS = re.compile(r" (FROM|WHERE|LEFT OUTER JOIN|INNER JOIN|GROUP BY|ORDER BY|LIMIT|SET) ")


def _text(inside: str) -> str:
    return f"'{inside}'" if re.fullmatch(r"[A-Z_]*", inside) else "'...'"


def normal(sql: str) -> str:
    """A statement without what differs from run to run, a clause a line."""
    for pattern, replacement in _SAME:
        sql = pattern.sub(replacement, sql)
    return _BREAKS.sub(r"\n  \1 ", sql.strip())


@pytest.fixture
def sql_snapshot(
    request: pytest.FixtureRequest,
) -> Callable[[str], AbstractContextManager[CaptureQueriesContext]]:
    """Compares the statements of a block with the kept ones of that name."""

    @contextmanager
    def kept(name: str) -> Iterator[CaptureQueriesContext]:
        with CaptureQueriesContext(connection) as captured:
            yield captured
        statements = [normal(query["sql"]) for query in captured.captured_queries]
        # savepoints are the transaction's business, not the page's
        said = [line for line in statements if "SAVEPOINT" not in line]
        found = "".join(f"{line};\n" for line in said)
        file = FOLDER / f"{name}.sql"
        if request.config.getoption("--perbarui-sql"):
            FOLDER.mkdir(exist_ok=True)
            file.write_text(found, encoding="utf-8")
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        assert found == before, "the page asks otherwise; look, then run pytest --perbarui-sql"

    return kept
