from pathlib import Path

from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch

SQL = Path(__file__).parents[1] / "sql"
UNDO = "DROP FUNCTION wacat.enter(text), wacat.enter_system(bigint), wacat.reach_of(text, int)"

SYSTEM_ACCOUNTS = {
    "sistem": "Sistem WaCAT",
    "impor": "Impor lewat server",
    "terbit": "Penerbitan lewat server",
}


def add_system_accounts(apps, schema_editor):  # type: ignore[no-untyped-def]
    Person = apps.get_model("accounts", "Person")
    Account = apps.get_model("accounts", "Account")
    for username, name in SYSTEM_ACCOUNTS.items():
        person = Person.objects.create(name=name)
        # "!" is no hash: nobody logs in as the system
        Account.objects.create(person=person, username=username, password="!", state="ACTIVE")  # noqa: S106


def remove_system_accounts(apps, schema_editor):  # type: ignore[no-untyped-def]
    Account = apps.get_model("accounts", "Account")
    # tables of other apps that point here may be gone already: no cascade in Python
    system = Account.objects.filter(username__in=SYSTEM_ACCOUNTS)
    system._raw_delete(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("audit", "0002_trail")]
    operations = [
        rowscope.run_file(SQL / "enter.sql", undo=UNDO),
        migrations.RunPython(add_system_accounts, remove_system_accounts),
        rowscope.grant("accounts_person", app="SELECT, INSERT, UPDATE", job="SELECT"),
        rowscope.grant("accounts_account", app="SELECT, INSERT, UPDATE", job="SELECT"),
        rowscope.grant("accounts_appointment", app="SELECT, INSERT, UPDATE", job="SELECT"),
        rowscope.grant("accounts_pledge", app="SELECT, INSERT", job="SELECT"),
        rowscope.grant("accounts_session", app="SELECT, INSERT, UPDATE, DELETE", job="DELETE"),
        watch("accounts_person", secret=["phone", "email"]),
        watch("accounts_account", secret=["password", "last_login"]),
        watch("accounts_appointment"),
        watch("accounts_pledge"),
    ]
