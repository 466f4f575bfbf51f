from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Django's registration of the package."""

    name = "wacat.desk"
    label = "desk"
