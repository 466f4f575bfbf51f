from django.db import migrations

from wacat.areas import rowscope


class Migration(migrations.Migration):
    dependencies = [("areas", "0001_initial")]
    operations = [
        rowscope.run_file(rowscope.SQL / "scope.sql", undo="DROP SCHEMA wacat CASCADE"),
        rowscope.grant("areas_area", app="SELECT", job="SELECT"),
        rowscope.grant("areas_areacode", app="SELECT", job="SELECT"),
        rowscope.grant("areas_areaalias", app="SELECT, INSERT", job="SELECT"),
    ]
