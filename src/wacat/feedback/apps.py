from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Django's registration of the package."""

    name = "wacat.feedback"
    label = "feedback"
