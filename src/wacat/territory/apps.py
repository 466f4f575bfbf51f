from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """Django's registration of the package."""

    name = "wacat.territory"
    label = "territory"
