"""Forms of the door."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest

from wacat.accounts.access import Visitor
from wacat.accounts.models import Account


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's rules for us: nobody signs up, and refusals are plain."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "Nama pengguna atau kata sandi tidak cocok. Periksa lagi, "
        "huruf besar dan kecil dibedakan.",
        "too_many_login_attempts": "Terlalu banyak percobaan masuk yang gagal. Tunggu 5 menit, "
        "lalu coba lagi.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from the administrator alone (Pasal 5(1), 10a)."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No toasts of allauth's own."""


class FirstVisitForm(forms.Form):
    """An own password, twice, and the pledge."""

    baru = forms.CharField(
        max_length=128, strip=False, error_messages={"required": "Isi kata sandi baru Anda."}
    )
    ulang = forms.CharField(
        max_length=128, strip=False, error_messages={"required": "Ulangi kata sandi baru Anda."}
    )
    setuju = forms.BooleanField(
        error_messages={"required": "Centang bila Anda menyetujui pakta kerahasiaan ini."}
    )

    def __init__(
        self, *args: Any, visitor: Visitor, change: bool, pledge: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.visitor = visitor
        if not change:
            del self.fields["baru"], self.fields["ulang"]
        if not pledge:
            del self.fields["setuju"]

    def clean_baru(self) -> str:
        """A password that is not too easy."""
        password: str = self.cleaned_data["baru"]
        validate_password(password, user=Account.objects.get(pk=self.visitor.account_id))
        return password

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same."""
        values = super().clean() or {}
        if values.get("baru") and values.get("ulang") and values["baru"] != values["ulang"]:
            self.add_error("ulang", "Kedua kata sandi tidak sama. Ketik ulang.")
        return values
