from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Django's registration of the package."""

    name = "wacat.accounts"
    label = "accounts"
