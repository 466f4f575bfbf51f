from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("verification", "0005_states_scope")]
    operations = [
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("paused_at__isnull", False), ("state", "NEEDS_INFO")),
                    models.Q(models.Q(("state", "NEEDS_INFO"), _negated=True), ("paused_at", None)),
                    _connector="OR",
                ),
                name="verification_the_clock_stands_in_needs_info_only",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("duplicate_of__isnull", False), ("state", "DUPLICATE")),
                    models.Q(("state", "DUPLICATE"), _negated=True),
                    _connector="OR",
                ),
                name="verification_a_duplicate_names_the_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("duplicate_of", None),
                    models.Q(("duplicate_of", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="verification_no_duplicate_of_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("to_state", "NEEDS_INFO"), _negated=True),
                    models.Q(("note__regex", "\\S"), models.Q(("purpose", ""), _negated=True)),
                    _connector="OR",
                ),
                name="verification_a_pause_has_a_cause",
            ),
        ),
    ]
