from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """Django's registration of the package."""

    name = "wacat.notify"
    label = "notify"
