from django.db import migrations

from wacat.areas import rowscope

# What allauth's throttling counts, shared by all processes; losing it in a crash does no harm.
CACHE = """
CREATE UNLOGGED TABLE accounts_cache (
  cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX accounts_cache_expires ON accounts_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_access"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]
    operations = [
        migrations.RunSQL(CACHE, "DROP TABLE accounts_cache"),
        rowscope.grant("accounts_cache", app="SELECT, INSERT, UPDATE, DELETE"),
        rowscope.grant("account_emailaddress", app="SELECT"),
    ]
