from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch

WRITERS = "(SELECT wacat.office()) IN ('OPERATOR', 'ADMINISTRATOR', 'KASI', 'SYSTEM')"
# What is not approved is seen by those who write; the area is the query's business, nothing here is secret.
VERSION = f"({WRITERS} OR state = 'APPROVED' AND (SELECT wacat.office()) = ANY (offices))"
RECEIPT = f"""({WRITERS} OR (SELECT wacat.office()) IN ('KEPALA', 'SEKRETARIS')
  OR account_id = (SELECT wacat.account()))"""
# An RT's own figures are small: they are for that RT, its Lurah and the office.
PAGE = """(level <> 'RT' AND (SELECT wacat.office()) <> ''
  OR ARRAY[rt_id, kelurahan_id, city_id]::int[] && (SELECT wacat.count_scope()))"""
MOVED = (
    "state, submitted_by_id, submitted_at, decided_by_id, decided_at, reason, withdrawn_by_id, "
    "withdrawn_at"
)


class Migration(migrations.Migration):
    dependencies = [("announcements", "0001_initial"), ("accounts", "0012_issuing")]
    operations = [
        rowscope.close("announcements_version", using=VERSION),
        rowscope.close("announcements_receipt", using=RECEIPT),
        rowscope.close("announcements_bulletinpage", using=PAGE),
        rowscope.grant("announcements_announcement", app="SELECT, INSERT", job="SELECT, INSERT"),
        rowscope.grant(
            "announcements_version",
            app=f"SELECT, INSERT, UPDATE ({MOVED})",
            job="SELECT, INSERT, UPDATE (told_at)",
        ),
        rowscope.grant("announcements_receipt", app="SELECT, INSERT, UPDATE (confirmed_at)"),
        rowscope.grant("announcements_bulletinpage", app="SELECT", job="SELECT, INSERT"),
        watch("announcements_announcement"),
        watch("announcements_version"),
        watch("announcements_bulletinpage", bulk=True),
    ]
