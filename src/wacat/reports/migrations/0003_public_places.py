from django.db import migrations

from wacat.reports.rollup import public


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_counts"), ("areas", "0003_territory")]
    # a kelurahan younger than the month is left out of the table of that month
    operations = [migrations.RunSQL(public(), migrations.RunSQL.noop)]
