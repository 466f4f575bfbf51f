from pathlib import Path

from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch

SQL = Path(__file__).parents[1] / "sql"
SCOPE = ["kelurahan_id", "city_id"]
UNDO_ATTESTATION = """
DROP TRIGGER attested_holder_is_running ON accounts_attestationline;
DROP FUNCTION wacat.attested_holder_is_running()
"""
# The tables keep their policies for technicians: without a break-glass they change nothing.
UNDO_BREAK_GLASS = """
DROP POLICY changed_by_few ON accounts_breakglass;
DROP POLICY opened_for_oneself ON accounts_breakglass;
DROP POLICY seen ON accounts_breakglass;
DROP POLICY reachable ON accounts_breakglass;
ALTER TABLE accounts_breakglass DISABLE ROW LEVEL SECURITY;
DROP TRIGGER break_glass_stays ON accounts_breakglass;
DROP FUNCTION wacat.break_glass_stays();
CREATE OR REPLACE FUNCTION wacat.open_context(
  account bigint, appointment bigint, office text, scope int[], count_scope int[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE payload text := concat_ws(';', wacat.moment(), coalesce(account, 0), coalesce(appointment, 0),
                                  office, coalesce(scope, '{}')::text, coalesce(count_scope, '{}')::text);
BEGIN
  PERFORM set_config('wacat.context', payload || ';' || wacat.sign(payload), true);
END $$;
DROP FUNCTION wacat.break_glass_of(bigint)
"""
ROUND = "finished_at, finished_by_id"
BREAK_GLASS = (
    "ended_at, ended_by_id, seen_at, seen_by_id, verdict, verdict_note, reviewed_at, reviewed_by_id"
)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_attestation")]
    operations = [
        rowscope.protect("accounts_attestation", *SCOPE),
        rowscope.protect("accounts_attestationline", *SCOPE),
        rowscope.same_scope(
            "accounts_attestationline", "accounts_attestation", key="attestation_id", columns=SCOPE
        ),
        rowscope.grant(
            "accounts_attestation",
            app=f"SELECT, UPDATE ({ROUND})",
            job=f"SELECT, INSERT, UPDATE (lapsed_at, told_on, {ROUND})",
        ),
        rowscope.grant(
            "accounts_attestationline",
            app="SELECT, INSERT, UPDATE (appointment_id, verdict, note, at, by_id)",
            job="SELECT",
        ),
        rowscope.grant("accounts_setting", app="SELECT, INSERT", job="SELECT"),
        rowscope.grant(
            "accounts_breakglass", app=f"SELECT, INSERT, UPDATE ({BREAK_GLASS})", job="SELECT"
        ),
        watch("accounts_attestation"),
        watch("accounts_attestationline", secret=["note"]),
        watch("accounts_setting"),
        watch("accounts_breakglass"),
        rowscope.run_file(SQL / "attestation.sql", undo=UNDO_ATTESTATION),
        rowscope.run_file(SQL / "break_glass.sql", undo=UNDO_BREAK_GLASS),
    ]
