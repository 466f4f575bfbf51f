from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wacat.areas import rowscope
from wacat.audit.triggers import watch

SQL = Path(__file__).parents[1] / "sql" / "sanctions.sql"
DECIDERS = "'ADMINISTRATOR', 'KASI', 'KEPALA', 'SEKRETARIS', 'SYSTEM'"
READERS = (
    f"(SELECT wacat.office()) IN ({DECIDERS}) "
    "OR (SELECT wacat.office()) = 'HOLDER' AND account_id = (SELECT wacat.account())"
)
JOB = "GRANT UPDATE (reminded_at) ON accounts_appointment TO wacat_job"
UNDO_JOB = "REVOKE UPDATE (reminded_at) ON accounts_appointment FROM wacat_job"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_proposals_guard"),
    ]

    operations = [
        migrations.AlterField(
            model_name="setting",
            name="name",
            field=models.CharField(
                choices=[
                    ("ATTESTATION_MONTHS", "Jarak laporan berkala Lurah"),
                    ("ATTESTATION_DAYS", "Waktu mengerjakan laporan berkala"),
                    ("SILENT_DAYS", "Disebut lama tidak masuk setelah"),
                    ("BREAK_GLASS_MINUTES", "Lama akses darurat paling banyak"),
                    ("OBJECTION_DAYS", "Waktu mengajukan keberatan"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="Sanction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("LENT_ACCESS", "Meminjamkan nama pengguna atau kata sandi"),
                            ("SPREAD_DATA", "Menyebarkan data warga kepada yang tidak berhak"),
                            ("OTHER_PURPOSE", "Memakai data warga di luar tugas jabatan"),
                            ("CARELESS", "Tidak menjaga keamanan data warga"),
                        ],
                        max_length=13,
                    ),
                ),
                ("description", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PREPARED", "Menunggu putusan"),
                            ("DROPPED", "Tidak diteruskan"),
                            ("IN_FORCE", "Berlaku"),
                            ("OBJECTED", "Ada keberatan"),
                            ("UPHELD", "Tetap berlaku"),
                            ("REINSTATED", "Dipulihkan"),
                            ("FINAL", "Berlaku, tanpa keberatan"),
                        ],
                        default="PREPARED",
                        max_length=10,
                    ),
                ),
                ("prepared_office", models.CharField(max_length=13)),
                ("prepared_at", models.DateTimeField()),
                ("decided_office", models.CharField(blank=True, max_length=13)),
                ("decided_at", models.DateTimeField(null=True)),
                ("closing_note", models.CharField(blank=True, max_length=300)),
                ("stopped", models.JSONField(default=dict)),
                ("token_hash", models.CharField(blank=True, max_length=64)),
                ("objection_until", models.DateTimeField(null=True)),
                ("objection", models.TextField(blank=True)),
                ("objected_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("objection_reason", models.CharField(blank=True, max_length=500)),
                ("resumed", models.JSONField(default=list)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sanctions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "objection_recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SanctionFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("media_type", models.CharField(max_length=40)),
                ("content", models.BinaryField()),
                ("added_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sanction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="accounts.sanction",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    models.Q(("decided_by", models.F("prepared_by")), _negated=True),
                    _connector="OR",
                ),
                name="accounts_two_people_revoke",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_at", None),
                    ("state", "DROPPED"),
                    ("prepared_office", "ADMINISTRATOR"),
                    ("decided_office", "ADMINISTRATOR"),
                    _connector="OR",
                ),
                name="accounts_the_administrator_revokes",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("settled_by", None),
                    models.Q(
                        models.Q(("settled_by", models.F("prepared_by")), _negated=True),
                        models.Q(("settled_by", models.F("decided_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="accounts_a_third_settles_the_objection",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("objected_at", None),
                    ("objected_at__lt", models.F("objection_until")),
                    _connector="OR",
                ),
                name="accounts_an_objection_in_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("PREPARED", "IN_FORCE", "OBJECTED"))),
                fields=("account",),
                name="accounts_one_open_sanction",
            ),
        ),
        migrations.RunSQL(JOB, UNDO_JOB),
        rowscope.close("accounts_sanction", using=READERS),
        rowscope.close("accounts_sanctionfile", using=READERS),
        rowscope.grant(
            "accounts_sanction", app="SELECT, INSERT, UPDATE", job="SELECT, UPDATE (state)"
        ),
        rowscope.grant("accounts_sanctionfile", app="SELECT, INSERT"),
        watch(
            "accounts_sanction",
            secret=["description", "objection", "objection_reason", "closing_note", "token_hash"],
        ),
        watch("accounts_sanctionfile", secret=["name", "content"]),
        rowscope.run_file(SQL, undo="DROP FUNCTION wacat.enter_sanction(text)"),
    ]
