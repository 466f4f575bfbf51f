from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch

SCOPE = ["rt_id", "kelurahan_id", "city_id"]
PARTS = ["feedback_feedbackstep", "feedback_feedbackphoto", "feedback_match", "feedback_visit"]
MOVED = "state, followed_by_id, record_id, reason, closed_at"
PLACE = ["rt_id", "kelurahan_id"]


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0001_initial"),
        ("areas", "0003_territory"),
        ("records", "0008_unanswered"),
    ]
    operations = [
        rowscope.protect("feedback_feedback", *SCOPE),
        rowscope.protect("feedback_feedbackstep", *SCOPE),
        rowscope.protect("feedback_feedbackphoto", *SCOPE),
        rowscope.protect("feedback_visit", *SCOPE),
        # which service it may be is for the office alone
        rowscope.protect("feedback_match", "city_id"),
        rowscope.grant(
            "feedback_feedback",
            app=f"SELECT, INSERT, UPDATE ({MOVED})",
            job="SELECT, UPDATE (state)",
        ),
        rowscope.grant("feedback_feedbackstep", app="SELECT, INSERT", job="SELECT, INSERT"),
        rowscope.grant("feedback_feedbackphoto", app="SELECT, INSERT"),
        rowscope.grant(
            "feedback_match",
            app="SELECT, UPDATE (verdict, by_id, decided_at)",
            job="SELECT, INSERT",
        ),
        rowscope.grant("feedback_visit", app="SELECT, INSERT"),
        watch("feedback_feedback", secret=["name", "address", "remark", "reason"]),
        watch("feedback_feedbackstep", secret=["note"]),
        watch("feedback_feedbackphoto", secret=["content"]),
        watch("feedback_match"),
        watch("feedback_visit", secret=["remark"]),
        *[
            rowscope.same_scope(part, "feedback_feedback", key="feedback_id", columns=SCOPE)
            for part in PARTS
        ],
        *[
            step
            for table in ["feedback_feedback", *PARTS]
            for step in rowscope.rehoming(table, *PLACE)
        ],
    ]
