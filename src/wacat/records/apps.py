from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Django's registration of the package."""

    name = "wacat.records"
    label = "records"
