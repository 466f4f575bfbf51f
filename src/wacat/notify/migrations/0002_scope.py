from django.db import migrations

from wacat.areas import rowscope

OWN = "account_id = (SELECT wacat.account())"
WITHIN = "ARRAY[rt_id, kelurahan_id, city_id]::int[] && (SELECT wacat.scope())"
ANSWERABLE = "state, channel, attempts, next_try_at, error, sent_at, opened_by_id"


class Migration(migrations.Migration):
    dependencies = [("notify", "0001_initial"), ("accounts", "0004_keys")]
    operations = [
        # everybody sees what was written to himself; a Lurah and the office what was written in their area
        rowscope.close("notify_message", using=f"({WITHIN} OR {OWN})"),
        rowscope.grant(
            "notify_message",
            app=f"SELECT, INSERT, UPDATE ({ANSWERABLE})",
            job="SELECT, INSERT, UPDATE",
        ),
        rowscope.grant("notify_choice", app="SELECT, INSERT, UPDATE", job="SELECT"),
        rowscope.grant("notify_device", app="SELECT, INSERT, DELETE", job="SELECT, DELETE"),
        rowscope.grant("notify_channelhealth", app="SELECT", job="SELECT, INSERT, UPDATE"),
        rowscope.grant("notify_pulse", app="SELECT", job="SELECT, INSERT, UPDATE, DELETE"),
        # however a session ends, its device hears no more
        migrations.RunSQL(
            """ALTER TABLE notify_device ADD CONSTRAINT notify_device_ends_with_session
               FOREIGN KEY (session_id) REFERENCES accounts_session ON DELETE CASCADE""",
            "ALTER TABLE notify_device DROP CONSTRAINT notify_device_ends_with_session",
        ),
    ]
