import re
from pathlib import Path

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from wacat.areas import rowscope

SQL = Path(__file__).parents[1] / "sql"
DROP_OLD = "DROP FUNCTION wacat.enter(text);"
DROP_NEW = "DROP FUNCTION wacat.enter(text, int, int, boolean, text);"
# The door as it was before it had a lock, for the way back.
OLD = re.search(
    r"CREATE FUNCTION wacat\.enter\(token.*?END \$\$;", (SQL / "enter.sql").read_text(), re.DOTALL
)
RIGHTS = """
REVOKE ALL ON FUNCTION wacat.enter(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wacat.enter(text) TO wacat_app;
"""
# Failed tries, shared by all processes; losing them in a crash does no harm.
TRIES = """
CREATE UNLOGGED TABLE accounts_tries (
  key varchar(80) PRIMARY KEY, count int NOT NULL, until timestamptz NOT NULL);
CREATE INDEX accounts_tries_until ON accounts_tries (until);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0010_sanctions"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [
        migrations.CreateModel(
            name="Device",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("label", models.CharField(max_length=60)),
                ("first_seen_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("pin_hash", models.CharField(blank=True, max_length=64)),
                ("pin_failures", models.PositiveSmallIntegerField(default=0)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="devices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="device",
            index=models.Index(fields=["account"], name="accounts_de_account_fe06c0_idx"),
        ),
        migrations.RemoveField(model_name="session", name="device"),
        migrations.AddField(
            model_name="session",
            name="device",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, to="accounts.device"
            ),
        ),
        migrations.AddField(
            model_name="session", name="locked_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="session",
            name="seen_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.RunSQL(DROP_OLD, OLD.group() + RIGHTS),
        rowscope.run_file(SQL / "enter_lock.sql", undo=DROP_NEW),
        migrations.RunSQL(TRIES, "DROP TABLE accounts_tries"),
        rowscope.grant("accounts_device", app="SELECT, INSERT, UPDATE"),
        rowscope.grant("accounts_tries", app="SELECT, INSERT, UPDATE, DELETE"),
        rowscope.grant("mfa_authenticator", app="SELECT, INSERT, UPDATE, DELETE"),
    ]
