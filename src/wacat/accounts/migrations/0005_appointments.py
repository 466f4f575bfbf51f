from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wacat.areas import rowscope
from wacat.audit.triggers import watch

SQL = Path(__file__).parents[1] / "sql" / "appointments.sql"
UNDO = """
DROP TRIGGER guard ON accounts_appointment;
DROP FUNCTION wacat.guard_appointment();
ALTER TABLE accounts_appointment DROP CONSTRAINT accounts_interim_lasts_six_months;
"""
# The job marks terms that have run out, and closes accounts that nothing opens any more.
JOB = """
GRANT UPDATE (end_reason, ended_at) ON accounts_appointment TO wacat_job;
GRANT UPDATE (state) ON accounts_account TO wacat_job;
GRANT SELECT (session_key, account_id, appointment_id) ON accounts_session TO wacat_job;
"""
UNDO_JOB = """
REVOKE UPDATE (end_reason, ended_at) ON accounts_appointment FROM wacat_job;
REVOKE UPDATE (state) ON accounts_account FROM wacat_job;
REVOKE SELECT (session_key, account_id, appointment_id) ON accounts_session FROM wacat_job;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_keys"),
        ("areas", "0002_scope"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        choices=[
                            ("INVITED", "Diundang"),
                            ("ACTIVE", "Aktif"),
                            ("LOCKED", "Terkunci"),
                            ("SUSPENDED", "Ditangguhkan"),
                            ("REVOKED", "Dicabut"),
                            ("ENDED", "Berakhir"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("INVITED", "Diundang"),
                            ("ACTIVE", "Aktif"),
                            ("LOCKED", "Terkunci"),
                            ("SUSPENDED", "Ditangguhkan"),
                            ("REVOKED", "Dicabut"),
                            ("ENDED", "Berakhir"),
                        ],
                        max_length=9,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("office", models.CharField(blank=True, max_length=13)),
                ("reason", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.AddField(
            model_name="appointment",
            name="decree_scan",
            field=models.CharField(blank=True, db_default="", max_length=70),
        ),
        migrations.AddField(
            model_name="appointment",
            name="end_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("TERM", "Masa jabatan selesai"),
                    ("HANDED_OVER", "Serah terima"),
                    ("RESIGNED", "Mengundurkan diri"),
                    ("DIED", "Meninggal dunia"),
                    ("AREA_CLOSED", "Wilayah digabung atau dihapus"),
                    ("REVOKED", "Dicabut karena pelanggaran"),
                ],
                db_default="",
                max_length=11,
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="appointment",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="ended_note",
            field=models.CharField(blank=True, db_default="", max_length=300),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(fields=["person"], name="accounts_ap_person__15a6ac_idx"),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end_reason", ""), ("valid__upper_inf", False), _connector="OR"
                ),
                name="accounts_an_ended_term_has_an_end",
            ),
        ),
        migrations.AddField(
            model_name="accountstep",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="accountstep",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="accountstep",
            index=models.Index(fields=["account"], name="accounts_ac_account_e25fa9_idx"),
        ),
        migrations.AddIndex(
            model_name="accountstep",
            index=models.Index(fields=["to_state", "at"], name="accounts_ac_to_stat_cad4c5_idx"),
        ),
        migrations.RunSQL(
            SQL.read_text(encoding="utf-8").replace("{zone}", settings.TIME_ZONE), UNDO
        ),
        migrations.RunSQL(JOB, UNDO_JOB),
        rowscope.grant("accounts_accountstep", app="SELECT, INSERT", job="SELECT, INSERT"),
        watch("accounts_accountstep"),
    ]
