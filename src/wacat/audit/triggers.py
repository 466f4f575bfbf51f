"""Put a table under audit: statement triggers that tell every change."""

from collections.abc import Sequence

from django.db import migrations


def watch(table: str, *, secret: Sequence[str] = (), bulk: bool = False) -> migrations.RunSQL:
    """The migration step that audits a table; `secret` columns are told to have changed, not how.

    With `bulk` an insert is one line with count and ids, whatever its size: the rows themselves
    are immutable and name their batch.
    """
    arguments = f"'{','.join(secret)}', '{'bulk' if bulk else ''}'"
    create = [
        f"CREATE TRIGGER audit_{event.lower()} AFTER {event} ON {table} REFERENCING {rows} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION audit.changed({arguments});"
        for event, rows in [
            ("INSERT", "NEW TABLE AS new_rows"),
            ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
            ("DELETE", "OLD TABLE AS old_rows"),
        ]
    ]
    drop = [f"DROP TRIGGER audit_{event} ON {table};" for event in ("insert", "update", "delete")]
    return migrations.RunSQL("\n".join(create), "\n".join(drop))
