from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Django's registration of the package."""

    name = "wacat.reports"
    label = "reports"
