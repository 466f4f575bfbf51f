from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch

MOVES = "state, approved_by_id, approved_at, withdrawn_by_id, withdrawn_at, withdraw_reason"


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("accounts", "0002_access")]
    operations = [
        rowscope.protect("intake_batch", "city_id"),
        rowscope.protect("intake_batchrow", "city_id"),
        rowscope.grant(
            "intake_batch", app=f"SELECT, INSERT, UPDATE ({MOVES})", job="SELECT, INSERT, UPDATE"
        ),
        rowscope.grant("intake_batchrow", app="SELECT", job="SELECT, INSERT"),
        watch("intake_batch", secret=["name", "headings"]),
    ]
