"""Row scope: how a table with resident data is closed, in one place (docs/keputusan/isolasi.md).

Every such table carries area ids. A context, signed by the database itself and bound to one
backend and one transaction, says which area ids the visitor's running appointment reaches.
The functions are in `sql/scope.sql`; this module writes the policies that call them.
"""

from collections.abc import Sequence
from pathlib import Path

from django.db import migrations
from django.db.migrations.operations.base import Operation

SQL = Path(__file__).parent / "sql"


def run_file(path: Path, *, undo: str) -> migrations.RunSQL:
    """The migration step that runs an SQL file; `undo` is the statement that takes it back."""
    return migrations.RunSQL(path.read_text(encoding="utf-8"), undo)


def grant(table: str, *, app: str = "", job: str = "") -> migrations.RunSQL:
    """Give the two login roles exactly these privileges on a table, such as `SELECT, INSERT`."""
    pairs = [("wacat_app", app), ("wacat_job", job)]
    give = [f"GRANT {what} ON {table} TO {role};" for role, what in pairs if what]
    take = [f"REVOKE ALL ON {table} FROM {role};" for role, _ in pairs]
    return migrations.RunSQL("\n".join(give), "\n".join(take))


def protect(table: str, *columns: str, counts: bool = False) -> migrations.RunSQL:
    """Close a table: forced row-level security, visible where one of `columns` is in scope.

    The restrictive policy is the floor: a permissive policy added by mistake cannot widen it.
    With `counts` the table holds numbers only and the wider scope of counts is read.
    """
    inside = f"ARRAY[{', '.join(columns)}]::int[] && (SELECT wacat.scope())"
    return close(table, using=_counted(columns) if counts else inside)


def renew_counts(table: str, *columns: str) -> migrations.RunSQL:
    """Say the floor of a table of numbers anew, as `protect` says it now; it lets through the same rows."""
    inside = _counted(columns)
    alter = f"ALTER POLICY floor ON {table} USING ({inside}) WITH CHECK ({inside})"
    return migrations.RunSQL(alter, migrations.RunSQL.noop)


def _counted(columns: Sequence[str]) -> str:
    """Equalities: a report reads thousands of these rows, and of them the planner knows how many pass.

    Of `&&` it takes it that one in a hundred does, and sorts what it should have hashed.
    """
    scope = "ANY ((SELECT wacat.count_scope())::int[])"
    return " OR ".join(f"{column} = {scope}" for column in columns)


def close(table: str, *, using: str) -> migrations.RunSQL:
    """Close a table with a condition of its own; `using` must call one of the scope functions.

    A technician who broke the glass reads what lies in scope and writes nothing (Pasal 9).
    """
    mine = "(SELECT wacat.office()) <> 'TEKNIS'"
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY reachable ON {table} USING (true) WITH CHECK (true);
        CREATE POLICY floor ON {table} AS RESTRICTIVE USING ({using}) WITH CHECK ({using});
        CREATE POLICY no_insert ON {table} AS RESTRICTIVE FOR INSERT WITH CHECK ({mine});
        CREATE POLICY no_update ON {table} AS RESTRICTIVE FOR UPDATE USING ({mine});
        CREATE POLICY no_delete ON {table} AS RESTRICTIVE FOR DELETE USING ({mine});
        """,
        f"""
        DROP POLICY IF EXISTS no_delete ON {table};
        DROP POLICY IF EXISTS no_update ON {table};
        DROP POLICY IF EXISTS no_insert ON {table};
        DROP POLICY IF EXISTS floor ON {table};
        DROP POLICY IF EXISTS reachable ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )


def same_scope(child: str, parent: str, *, key: str, columns: Sequence[str]) -> migrations.RunSQL:
    """Tie a child's area columns to its parent's: foreign-key checks do not see policies."""
    listed = ", ".join(columns)
    name = f"{child}_scope_of_{key}"
    return migrations.RunSQL(
        f"""ALTER TABLE {child} ADD CONSTRAINT {name} FOREIGN KEY ({key}, {listed})
            REFERENCES {parent} (id, {listed}) DEFERRABLE INITIALLY DEFERRED""",
        f"ALTER TABLE {child} DROP CONSTRAINT {name}",
    )


def entered(*operations: Operation) -> list[Operation]:
    """These steps under the context of the system, there and back: a new key reads the rows that are there.

    Where nothing is installed yet nobody can enter, and there is nothing to read.
    """
    enter = "SELECT wacat.enter_system(id) FROM accounts_account WHERE username = 'sistem'"
    leave = "SELECT wacat.leave()"
    return [migrations.RunSQL(enter, leave), *operations, migrations.RunSQL(leave, enter)]


def rehoming(table: str, *columns: str) -> list[migrations.RunSQL]:
    """Let the administrator and the system, and nobody else, give rows of a table to another area."""
    listed = ", ".join(columns)
    return [
        migrations.RunSQL(
            f"GRANT UPDATE ({listed}) ON {table} TO wacat_app, wacat_job",
            f"REVOKE UPDATE ({listed}) ON {table} FROM wacat_app, wacat_job",
        ),
        migrations.RunSQL(
            f"CREATE TRIGGER rehomed AFTER UPDATE OF {listed} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION wacat.guard_territory()",
            f"DROP TRIGGER rehomed ON {table}",
        ),
    ]
