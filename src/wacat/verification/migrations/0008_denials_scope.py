from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch

# An alarm holds no resident: the desk works on it, the heads of the office read and mark it.
SEEN = """((SELECT wacat.office()) IN ('OPERATOR', 'ADMINISTRATOR', 'KASI', 'SYSTEM')
   AND ARRAY[city_id] && (SELECT wacat.scope())
  OR (SELECT wacat.office()) IN ('KEPALA', 'SEKRETARIS') AND ARRAY[city_id] && (SELECT wacat.count_scope()))"""


class Migration(migrations.Migration):
    dependencies = [("verification", "0007_denials")]
    operations = [
        rowscope.close("verification_denialpattern", using=SEEN),
        rowscope.grant(
            "verification_denialpattern",
            app="SELECT, UPDATE (state, seen_by_id, seen_at, remark, closed_by_id, closed_at)",
            job="SELECT, INSERT, UPDATE (count, since, last_at)",
        ),
        watch("verification_denialpattern", secret=["remark"]),
    ]
