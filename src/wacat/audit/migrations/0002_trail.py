from pathlib import Path

from django.db import migrations

from wacat.areas import rowscope

SQL = Path(__file__).parents[1] / "sql"
UNDO = "SET LOCAL ROLE wacat_audit; DROP SCHEMA audit CASCADE; SET LOCAL ROLE wacat_owner"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("areas", "0002_scope")]
    operations = [rowscope.run_file(SQL / "audit.sql", undo=UNDO)]
