from django.db import migrations, models

from wacat.areas import rowscope
from wacat.audit.triggers import watch


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_kecamatan_median")]
    operations = [
        migrations.CreateModel(
            name="PublicMonth",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("table", models.JSONField()),
                ("published_at", models.DateTimeField()),
                (
                    "city",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.deletion.PROTECT,
                        related_name="+",
                        to="areas.area",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("city", "month"), name="reports_a_month_is_let_out_once"
                    )
                ],
            },
        ),
        # what is out stays: nobody may change or remove it
        rowscope.grant("reports_publicmonth", app="SELECT", job="SELECT, INSERT"),
        watch("reports_publicmonth"),
        # small numbers are left out once, by the worker, and no longer at each visit
        migrations.RunSQL(
            "DROP FUNCTION IF EXISTS wacat.public_counts(date)", migrations.RunSQL.noop
        ),
    ]
