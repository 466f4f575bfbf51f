from pathlib import Path

from django.db import migrations

from wacat.areas import rowscope

# here, after both the trail and the corrections: an index that belongs to the desk
SQL = Path(__file__).parents[2] / "verification/sql"
UNDO = """
DROP TRIGGER searched_delete ON verification_correction;
DROP TRIGGER searched_update ON verification_correction;
DROP TRIGGER searched_insert ON verification_correction;
SET LOCAL ROLE wacat_search;
DROP FUNCTION wacat.find_cases(text, text, text, int, int[], boolean, bigint, bigint, int);
DROP FUNCTION wacat.index_cases_added(), wacat.index_cases_changed(), wacat.index_cases_removed();
DROP TABLE wacat.case_index;
SET LOCAL ROLE wacat_audit;
REVOKE EXECUTE ON FUNCTION audit.write(text, text, bigint[], jsonb) FROM wacat_search;
REVOKE USAGE ON SCHEMA audit FROM wacat_search;
SET LOCAL ROLE wacat_owner;
REVOKE EXECUTE ON FUNCTION wacat.moment(), wacat.context(), wacat.scope(), wacat.office() FROM wacat_search;
ALTER POLICY floor ON records_servicerecord TO PUBLIC;
REVOKE SELECT (id, kind, nik, name) ON records_servicerecord FROM wacat_search;
REVOKE SELECT (id, record_id, rt_id, kelurahan_id, city_id) ON records_notice FROM wacat_search;
REVOKE SELECT (id, notice_id, rt_id, kelurahan_id, city_id, closed_at) ON verification_correction FROM wacat_search;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0002_grants"),
        ("verification", "0003_rehoming"),
        ("records", "0009_versions"),
        ("accounts", "0015_jemput_bola"),
        ("audit", "0002_trail"),
    ]
    operations = [rowscope.run_file(SQL / "search.sql", undo=UNDO)]
