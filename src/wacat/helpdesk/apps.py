from django.apps import AppConfig


class HelpdeskConfig(AppConfig):
    """Django's registration of the package."""

    name = "wacat.helpdesk"
    label = "helpdesk"
