from django.apps import AppConfig


class VerificationConfig(AppConfig):
    """Django's registration of the package."""

    name = "wacat.verification"
    label = "verification"
