from django.apps import AppConfig


class AnnouncementsConfig(AppConfig):
    """Django's registration of the package."""

    name = "wacat.announcements"
    label = "announcements"
