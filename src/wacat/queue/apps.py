from django.apps import AppConfig


class QueueConfig(AppConfig):
    """Django's registration of the package."""

    name = "wacat.queue"
    label = "queue"
