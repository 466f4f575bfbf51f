import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wacat.areas import rowscope
from wacat.audit.triggers import watch

BEFORE = watch("accounts_account", secret=["password", "last_login"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_door"),
    ]

    operations = [
        migrations.CreateModel(
            name="DoorKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("ACTIVATE", "Masuk pertama kali"), ("RESET", "Kata sandi baru")],
                        max_length=8,
                    ),
                ),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("void_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="account",
            name="login_phone",
            field=models.CharField(max_length=16, null=True),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "ENDED"), _negated=True),
                fields=("login_phone",),
                name="accounts_one_account_a_phone",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("login_phone__regex", "^628[0-9]{8,11}$")),
                name="accounts_login_phone_is_normal",
            ),
        ),
        migrations.AddField(
            model_name="doorkey",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="keys",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="doorkey",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="keys_made",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="doorkey",
            constraint=models.UniqueConstraint(
                condition=models.Q(("used_at", None), ("void_at", None)),
                fields=("account", "purpose"),
                name="accounts_one_living_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="doorkey",
            constraint=models.CheckConstraint(
                condition=models.Q(("used_at", None), ("void_at", None), _connector="OR"),
                name="accounts_key_ends_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="doorkey",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("made_at"))),
                name="accounts_key_lives_after_birth",
            ),
        ),
        rowscope.grant(
            "accounts_doorkey", app="SELECT, INSERT, UPDATE", job="SELECT, INSERT, UPDATE"
        ),
        watch("accounts_doorkey", secret=["secret_hash"]),
        # a telephone number is told to have changed, not how
        migrations.RunSQL(BEFORE.reverse_sql, BEFORE.sql),
        watch("accounts_account", secret=["password", "last_login", "login_phone"]),
    ]
