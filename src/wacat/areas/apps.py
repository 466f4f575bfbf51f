from django.apps import AppConfig


class AreasConfig(AppConfig):
    """Django's registration of the package."""

    name = "wacat.areas"
    label = "areas"
