from pathlib import Path

from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch

SQL = Path(__file__).parents[1] / "sql"
UNDO = """
DROP TRIGGER accounts_office_is_on_a_proposal ON accounts_account;
DROP TRIGGER accounts_office_is_on_a_proposal ON accounts_appointment;
DROP FUNCTION wacat.office_is_on_a_proposal();
ALTER TABLE accounts_account DROP CONSTRAINT accounts_account_on_an_approved_line;
ALTER TABLE accounts_proposalline DROP CONSTRAINT accounts_line_with_issuable;
"""
SYSTEM = """
UPDATE accounts_account SET basis = 'SYSTEM' WHERE username IN ('sistem', 'impor', 'terbit');
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_proposals")]
    operations = [
        migrations.RunSQL(SYSTEM, migrations.RunSQL.noop),
        rowscope.run_file(SQL / "basis.sql", undo=UNDO),
        rowscope.grant("accounts_camatlink", app="SELECT, INSERT, UPDATE"),
        rowscope.grant(
            "accounts_proposal", app="SELECT, INSERT, UPDATE", job="SELECT, INSERT, UPDATE"
        ),
        rowscope.grant(
            "accounts_proposalline", app="SELECT, INSERT, UPDATE", job="SELECT, INSERT, UPDATE"
        ),
        watch("accounts_camatlink", secret=["token_hash"]),
        watch("accounts_proposal"),
        watch("accounts_proposalline", secret=["email", "phone", "written"]),
    ]
