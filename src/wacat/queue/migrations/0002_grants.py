from django.db import migrations

from wacat.areas import rowscope

# The web may only put jobs in; the worker runs them. Procrastinate's functions run as their caller.
APP = """
GRANT SELECT, INSERT ON procrastinate_jobs, procrastinate_events TO wacat_app;
GRANT SELECT ON procrastinate_workers TO wacat_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_jobs, procrastinate_events,
  procrastinate_periodic_defers, procrastinate_workers TO wacat_job;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO wacat_app, wacat_job;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO wacat_app, wacat_job;
"""
UNDO = """
REVOKE ALL ON procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers,
  procrastinate_workers FROM wacat_app, wacat_job;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE USAGE ON SEQUENCES FROM wacat_app, wacat_job;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("queue", "0001_initial"),
        ("areas", "0002_scope"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [
        migrations.RunSQL(APP, UNDO),
        rowscope.grant("queue_progress", app="SELECT", job="SELECT, INSERT, UPDATE"),
    ]
