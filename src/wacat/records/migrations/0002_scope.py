from datetime import UTC, datetime

from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch
from wacat.records.disclosure import elements_for
from wacat.values.kinds import Kind


def add_first_matrix(apps, schema_editor):  # type: ignore[no-untyped-def]
    matrices = apps.get_model("records", "DisclosureMatrix")
    rules = apps.get_model("records", "DisclosureRule")
    matrix = matrices.objects.create(made_at=datetime.now(UTC), reason="Matriks awal")
    rules.objects.bulk_create(
        rules(
            matrix=matrix,
            kind=kind.value,
            office=office,
            told=kind.urgency != "D",
            neutral=kind.urgency == "C",
            urgency=kind.urgency,
            elements=[element.value for element in elements_for(kind)],
        )
        for kind in Kind
        for office in ("KETUA_RT", "LURAH")
    )


NOTICE_SECRETS = [
    "name", "nik_masked", "kk_masked", "sex", "birth_on", "address", "place_from", "place_to", "number",
]  # fmt: skip
ANSWERABLE = "state, read_at, answer, answered_at, result, changed_at, withdraw_reason"


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial"), ("accounts", "0002_access")]
    operations = [
        rowscope.protect("records_servicerecord", "city_id"),
        rowscope.protect("records_notice", "rt_id", "kelurahan_id", "city_id"),
        rowscope.protect("records_lurahextra", "kelurahan_id", "city_id"),
        rowscope.grant(
            "records_servicerecord",
            app="SELECT, UPDATE (withdrawn_at)",
            job="SELECT, INSERT, UPDATE (withdrawn_at)",
        ),
        rowscope.grant(
            "records_notice",
            app=f"SELECT, UPDATE ({ANSWERABLE})",
            job=f"SELECT, INSERT, UPDATE ({ANSWERABLE})",
        ),
        rowscope.grant("records_lurahextra", app="SELECT", job="SELECT, INSERT"),
        rowscope.grant("records_disclosurematrix", app="SELECT, INSERT", job="SELECT"),
        rowscope.grant("records_disclosurerule", app="SELECT, INSERT", job="SELECT"),
        watch("records_servicerecord", secret=["nik", "kk", "name"], bulk=True),
        watch("records_notice", secret=NOTICE_SECRETS, bulk=True),
        watch("records_lurahextra", secret=["elements"], bulk=True),
        watch("records_disclosurematrix"),
        watch("records_disclosurerule"),
        migrations.RunPython(add_first_matrix, migrations.RunPython.noop),
    ]
