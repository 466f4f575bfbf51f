from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch

SCOPE = ["rt_id", "kelurahan_id", "city_id"]
FACTS = "name, nik, origin, host, address, purpose, since_on, until_on"


class Migration(migrations.Migration):
    dependencies = [
        ("nonpermanent", "0001_initial"),
        ("areas", "0003_territory"),
        ("audit", "0001_initial"),
    ]
    operations = [
        rowscope.protect("nonpermanent_stay", *SCOPE),
        rowscope.protect("nonpermanent_staystep", *SCOPE),
        rowscope.grant(
            "nonpermanent_stay",
            app=f"SELECT, INSERT, UPDATE ({FACTS}, state, ended_at, end_reason)",
            job="SELECT, UPDATE (state, reminded_for)",
        ),
        rowscope.grant("nonpermanent_staystep", app="SELECT, INSERT", job="SELECT, INSERT"),
        watch(
            "nonpermanent_stay",
            secret=["name", "nik", "origin", "host", "address", "end_reason"],
        ),
        watch("nonpermanent_staystep", secret=["note", "before"]),
        rowscope.same_scope(
            "nonpermanent_staystep", "nonpermanent_stay", key="stay_id", columns=SCOPE
        ),
        *[
            step
            for table in ("nonpermanent_stay", "nonpermanent_staystep")
            for step in rowscope.rehoming(table, "rt_id", "kelurahan_id")
        ],
    ]
