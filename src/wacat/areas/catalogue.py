"""A lint over the database's own catalogue: what stands outside the rules of row scope.

Run by the tests, by the health check and before a release. An empty answer means that every table
is closed or listed here with its reason, and that no role, view or function opens a side door.
"""

from typing import Any

from django.db import connection

OPEN_TABLES: dict[str, str] = {
    "areas_area": "the map of the city is public",
    "areas_areacode": "codes are public",
    "areas_areaalias": "spellings are public",
    "areas_areaversion": "earlier names and places of areas are public",
    "areas_territoryact": "decrees about territory are public",
    "accounts_person": "holders of public offices; no residents",
    "accounts_account": "user names and password hashes of office holders",
    "accounts_appointment": "who holds which public office",
    "accounts_accountstep": "what became of accounts of office holders, when and by whom",
    "accounts_pledge": "acceptances of office holders",
    "accounts_session": "hashed keys of sessions",
    "accounts_device": "hashed marks of office holders' browsers",
    "accounts_tries": "throttling counters",
    "mfa_authenticator": "second factors of office holders, secrets encrypted",
    "accounts_doorkey": "keyed hashes of one-time keys",
    "accounts_setting": "settings of the office and who set them",
    "accounts_breakglass": "who opened what and why; read before there is a context, policies of its own",
    "accounts_cache": "throttling counters",
    "accounts_issuebatch": "batches of accounts for public offices",
    "accounts_issueitem": "what became of each line of a batch",
    "accounts_slipprint": "orders of printed slips; half a key while one waits",
    "accounts_camatlink": "hashed one-time links of Camat",
    "accounts_proposal": "proposals for public offices; no residents",
    "accounts_proposalline": "persons proposed for public offices; no residents",
    "account_emailaddress": "allauth's table, unused and empty",
    "records_disclosurematrix": "rules, no rows of residents",
    "records_disclosurerule": "rules, no rows of residents",
    "queue_progress": "counts of jobs",
    "notify_choice": "which channel and quiet hours an office holder chose",
    "notify_device": "push addresses of browsers of office holders",
    "notify_channelhealth": "how the channels are, no person",
    "notify_pulse": "counts by channel and minute",
    "reports_reportperiod": "which periods of reports are locked, no person",
    "reports_periodstep": "who of the office locked, signed and issued which period",
    "reports_stocklist": "days and sums of population counts",
    "reports_issue": "hash and period of printed reports, shown by their QR code",
    "reports_outcomestart": "from which month on decisions are counted by how they ended, no person",
    "reports_publicmonth": "counts that everybody may read, small ones left out",
    "intake_source": "names of machines that hand files in, and who answers for them",
    "intake_sourcetoken": "hashed tokens of those machines",
    "intake_watchedfolder": "counts of files by folder",
    "helpdesk_category": "what a ticket can be about, no person",
    "helpdesk_article": "answers to what is often asked, no person",
    "helpdesk_articleversion": "answers to what is often asked, no person",
    "desk_reply": "texts that the desk writes often, no person",
    "desk_replyversion": "texts that the desk writes often, no person",
    "desk_savedview": "filters of lists under a name, without what was searched for",
    "announcements_announcement": "numbers of announcements; what they say is closed",
    "territory_outlineset": "borders of kelurahan are public",
    "territory_outlinechoice": "which borders the maps show, and who chose them",
    "territory_rtlist": "kelurahan and RT numbers of an uploaded list",
    "evaluation_evaluation": "semester, revision and state of evaluations; no figures",
    "evaluation_paper": "hash and semester of signed evaluations, shown by their QR code",
    "procrastinate_jobs": "ids only",
    "procrastinate_events": "ids only",
    "procrastinate_periodic_defers": "names of periodic jobs",
    "procrastinate_workers": "heartbeats",
}
# Functions that run as their owner; the web may call the second group.
DEFINERS = {
    "wacat.sign",
    "wacat.open_context",
    "wacat.enter_system",
    "audit.changed",
    "wacat.guard_appointment",
    "wacat.index_cases_added",
    "wacat.index_cases_changed",
    "wacat.index_cases_removed",
}
APP_DEFINERS = {
    "wacat.context", "wacat.enter", "wacat.enter_issue", "wacat.enter_sanction",
    "wacat.kecamatan_median", "audit.write",
    "wacat.enter_source", "wacat.rollup_reopen", "wacat.rollup_close",
    "wacat.find_cases",
}  # fmt: skip
# Views that show rows as their owner sees them, whom the policies bind too: they hide columns.
OWNED_VIEWS = {"wacat.monthly", "wacat.monthlytotal", "wacat.stock"}
OUR_ROLES = ("wacat_app", "wacat_job")

TABLES = """
SELECT n.nspname || '.' || c.relname, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity,
       pg_get_userbyid(c.relowner), coalesce(c.reloptions::text, '') LIKE '%security_invoker=true%',
       (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive
          AND p.polname = 'floor' AND p.polcmd IN ('*', 'r')
          AND pg_get_expr(p.polqual, p.polrelid) ~ 'wacat\\.(count_)?(scope|office)\\('
          AND pg_get_expr(p.polqual, p.polrelid) !~* '(like|starts_with|coalesce|case)'
          AND coalesce(pg_get_expr(p.polwithcheck, p.polrelid), pg_get_expr(p.polqual, p.polrelid))
              = pg_get_expr(p.polqual, p.polrelid)),
       n.nspname <> 'public' OR (SELECT count(*) FROM pg_policy p
        WHERE p.polrelid = c.oid AND NOT p.polpermissive
          AND (p.polname, p.polcmd) IN (('no_insert', 'a'), ('no_update', 'w'), ('no_delete', 'd'))
          AND coalesce(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
              ~ 'office\\(\\).* <> ''TEKNIS''') = 3,
       (SELECT array_agg(DISTINCT g.grantee::text || ' ' || g.privilege_type)
        FROM information_schema.table_privileges g
        WHERE g.table_schema = n.nspname AND g.table_name = c.relname
          AND g.grantee IN ('PUBLIC', 'wacat_app', 'wacat_job'))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('public', 'wacat', 'audit') AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
ORDER BY 1
"""
FUNCTIONS = """
SELECT n.nspname || '.' || p.proname, p.prosecdef,
       EXISTS (SELECT 1 FROM unnest(p.proconfig) s WHERE s LIKE 'search_path=%'),
       has_function_privilege('public', p.oid, 'EXECUTE'),
       has_function_privilege('wacat_app', p.oid, 'EXECUTE')
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname IN ('wacat', 'audit') OR (p.prosecdef AND n.nspname = 'public')
ORDER BY 1
"""
ROLES = """
SELECT r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreaterole OR r.rolcreatedb,
       (SELECT count(*) FROM pg_auth_members m WHERE m.member = r.oid),
       (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid AND c.relpersistence <> 't'),
       has_schema_privilege(r.oid, 'public', 'CREATE')
FROM pg_roles r WHERE r.rolname IN ('wacat_app', 'wacat_job')
"""


def faults() -> list[str]:
    """Every departure from the rules, one sentence each; empty when the house is closed."""
    return [*_table_faults(), *_function_faults(), *_role_faults()]


def _table_faults() -> list[str]:
    found = []
    for full, name, kind, on, forced, owner, invoker, floors, reads, grants in _rows(TABLES):
        given = set(grants or ())
        if any(line.startswith("PUBLIC ") for line in given):
            found.append(f"{full}: granted to PUBLIC")
        if kind in "vm":
            if given and (kind == "m" or not (invoker or full in OWNED_VIEWS)):
                found.append(
                    f"{full}: a view without security_invoker, or a materialized view, is granted"
                )
            continue
        if not given or name in OPEN_TABLES:
            continue
        if not on or not (forced or owner == "wacat_audit"):
            found.append(f"{full}: row-level security is not enabled and forced")
        if floors != 1:
            found.append(f"{full}: there is no restrictive policy `floor` that reads the scope")
        if not reads:
            found.append(f"{full}: a technician who broke the glass could write")
        removing = {"DELETE", "TRUNCATE"} & {line.split(" ", 1)[1] for line in given}
        if removing and not name.startswith("reports_"):
            found.append(f"{full}: {', '.join(sorted(removing))} is granted")
    return found


def _function_faults() -> list[str]:
    found = []
    for name, definer, pinned, public, app in _rows(FUNCTIONS):
        schema = str(name).split(".")[0]
        if public:
            found.append(f"{name}: may be executed by PUBLIC")
        if definer and not pinned:
            found.append(f"{name}: runs as its owner without a fixed search_path")
        if (
            definer
            and name not in DEFINERS | APP_DEFINERS
            and not str(name).startswith("wacat.rollup_")
        ):
            found.append(f"{name}: runs as its owner and is not listed")
        if app and definer and name not in APP_DEFINERS:
            found.append(f"{name}: runs as its owner and is open to {OUR_ROLES[0]} ({schema})")
    return found


def _role_faults() -> list[str]:
    found = []
    for name, superuser, bypass, makes, members, owned, create in _rows(ROLES):
        if superuser or bypass or makes:
            found.append(f"{name}: superuser, BYPASSRLS, CREATEROLE or CREATEDB")
        if members:
            found.append(f"{name}: is a member of another role")
        if owned:
            found.append(f"{name}: owns {owned} relations")
        if create:
            found.append(f"{name}: may create in schema public")
    return found


def _rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())
