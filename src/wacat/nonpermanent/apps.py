from django.apps import AppConfig


class NonpermanentConfig(AppConfig):
    """Django's registration of the package."""

    name = "wacat.nonpermanent"
    label = "nonpermanent"
