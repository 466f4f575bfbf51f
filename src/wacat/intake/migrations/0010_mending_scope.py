from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch

# What an act on a row in quarantine writes; the cells as they came (`raw`) are nobody's to change.
MENDED = (
    "state, kind, number, nik, kk, name, sex, birth_on, served_on, address, place_from, place_to, "
    "rt_id, kelurahan_id, kecamatan_id, city_id, origin_rt_id, origin_kelurahan_id, "
    "origin_kecamatan_id, reach, fact_key, near_keys, issues, replaces, changed, cells, released, "
    "settled_in, touched"
)
# What 0005 gave the job stays given when this is taken back.
FOLLOWED = (
    "rt_id, kelurahan_id, kecamatan_id, origin_rt_id, origin_kelurahan_id, origin_kecamatan_id"
)
COUNTED = (
    "row_count, accepted_count, quarantined_count, duplicate_count, warning_count, changed_count, "
    "vanished_count, mended_count, aside_count, reasons"
)


class Migration(migrations.Migration):
    dependencies = [("intake", "0009_mending")]
    operations = [
        rowscope.protect("intake_mending", "city_id"),
        rowscope.protect("intake_mendedrow", "city_id"),
        rowscope.protect("intake_placealias", "city_id"),
        rowscope.protect("intake_vanished", "city_id"),
        rowscope.grant(
            "intake_mending",
            app="SELECT, INSERT, UPDATE (row_count, well_count, undone_by_id, undone_at)",
            job="SELECT, INSERT, UPDATE (row_count, well_count)",
        ),
        rowscope.grant("intake_mendedrow", app="SELECT, INSERT", job="SELECT, INSERT"),
        rowscope.grant(
            "intake_placealias",
            app="SELECT, INSERT, UPDATE (ended_by_id, ended_at, end_reason)",
            job="SELECT",
        ),
        rowscope.grant(
            "intake_vanished",
            app="SELECT, UPDATE (settled, settled_by_id, settled_at, reason)",
            job="SELECT, INSERT",
        ),
        migrations.RunSQL(
            f"""
            GRANT INSERT, UPDATE ({MENDED}) ON intake_batchrow TO wacat_app;
            GRANT UPDATE ({MENDED}) ON intake_batchrow TO wacat_job;
            GRANT UPDATE ({COUNTED}) ON intake_batch TO wacat_app;
            """,
            f"""
            REVOKE UPDATE ({COUNTED}) ON intake_batch FROM wacat_app;
            REVOKE UPDATE ({MENDED}) ON intake_batchrow FROM wacat_job;
            GRANT UPDATE ({FOLLOWED}) ON intake_batchrow TO wacat_job;
            REVOKE INSERT, UPDATE ({MENDED}) ON intake_batchrow FROM wacat_app;
            """,
        ),
        watch("intake_mending"),
        watch("intake_mendedrow", secret=["before", "after"], bulk=True),
        watch("intake_placealias"),
        watch("intake_vanished", bulk=True),
    ]
