from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Django's registration of the package."""

    name = "wacat.audit"
    label = "audit"
