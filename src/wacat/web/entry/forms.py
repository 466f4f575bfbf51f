"""Forms of the door."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest

from wacat.accounts.access import Visitor
from wacat.accounts.models import Account


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's rules for us: nobody signs up, and it says nothing by itself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from the administrator alone (Pasal 5(1), 10a)."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No toasts of allauth's own."""


class NewPasswordForm(forms.Form):
    """An own password, twice."""

    baru = forms.CharField(
        max_length=300, strip=False, error_messages={"required": "Isi kata sandi baru Anda."}
    )
    ulang = forms.CharField(
        max_length=300, strip=False, error_messages={"required": "Ulangi kata sandi baru Anda."}
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_baru(self) -> str:
        """A password that is not too easy."""
        password: str = self.cleaned_data["baru"]
        validate_password(password, user=self.account)
        return password

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same."""
        values = super().clean() or {}
        if values.get("baru") and values.get("ulang") and values["baru"] != values["ulang"]:
            self.add_error("ulang", "Kedua kata sandi tidak sama. Ketik ulang.")
        return values


class ChangePasswordForm(NewPasswordForm):
    """The present password, then a new one twice."""

    lama = forms.CharField(
        max_length=300, strip=False, error_messages={"required": "Isi kata sandi Anda sekarang."}
    )


class FirstVisitForm(NewPasswordForm):
    """An own password, twice, and the pledge; what is not due is left out."""

    setuju = forms.BooleanField(
        error_messages={"required": "Centang bila Anda menyetujui pakta kerahasiaan ini."}
    )

    def __init__(
        self, *args: Any, visitor: Visitor, change: bool, pledge: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, account=Account.objects.get(pk=visitor.account_id), **kwargs)
        if not change:
            del self.fields["baru"], self.fields["ulang"]
        if not pledge:
            del self.fields["setuju"]
