from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Django's registration of the package."""

    name = "wacat.intake"
    label = "intake"
