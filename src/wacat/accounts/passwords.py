"""What a password must not be: short, common here, or made of its owner's name, number or area.

No rule asks for capitals or signs; length and not being guessed at is what counts.
"""

import re
from functools import cache
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from wacat.accounts.models import Account, Appointment

SHORTEST, LONGEST = 10, 128
OWN_PART = 5
LIST = Path(__file__).parent / "words" / "sandi_umum.txt"
_LIKE_LETTERS = str.maketrans("013457@$", "oieastas")
_YEAR_OR_ROW = re.compile(r"(?:19|20)\d\d|(\d)\1+|0?123456789?0?|12345?|54321|\d")


@cache
def common_words() -> tuple[str, ...]:
    """The list, longest first, so that `sayangku` goes before `sayang`."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return tuple(sorted((x for x in lines if x and x[0] != "#"), key=len, reverse=True))


class LengthValidator:
    """Long enough to withstand guessing, short enough to be hashed."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raises: ValidationError"""
        if len(password) < SHORTEST:
            raise ValidationError(
                f"Kata sandi terlalu pendek. Pakai paling sedikit {SHORTEST} huruf atau angka, "
                "misalnya tiga kata yang mudah Anda ingat."
            )
        if len(password) > LONGEST:
            raise ValidationError(f"Kata sandi terlalu panjang, paling banyak {LONGEST} tanda.")

    def get_help_text(self) -> str:
        """The rule in a sentence."""
        return f"Paling sedikit {SHORTEST} huruf atau angka."


class CommonValidator(CommonPasswordValidator):
    """Neither on the offline list of twenty thousand nor made of what people here often take."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raises: ValidationError"""
        try:
            super().validate(password, user)
        except ValidationError:
            raise ValidationError(_COMMON) from None
        if len(password) < 2 * SHORTEST and len(_without(password, common_words())) < OWN_PART:
            raise ValidationError(_COMMON)


class OwnerValidator:
    """Not made of the owner's user name, name, telephone number or area."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raises: ValidationError"""
        if user is None:
            return
        if len(_without(password, (*_own_words(user), *common_words()))) < OWN_PART:
            raise ValidationError(
                "Kata sandi ini mudah ditebak dari nama, nomor atau wilayah Anda. Pakai kata lain."
            )

    def get_help_text(self) -> str:
        """The rule in a sentence."""
        return "Jangan memakai nama, nomor HP atau nomor RT Anda."


_COMMON = "Kata sandi ini termasuk yang sering dipakai orang dan cepat ditebak. Pakai kata lain."


def _own_words(account: Account) -> list[str]:
    words = [account.username, *account.person.name.split(), account.login_phone or ""]
    words.append((account.login_phone or "").removeprefix("62"))
    held = Appointment.objects.filter(person_id=account.person_id).select_related("area__kelurahan")
    for appointment in held:
        area = appointment.area
        words += [area.name, str(area.number or ""), area.kelurahan.name if area.kelurahan else ""]
        words.append("rt")
    plain = {re.sub(r"[^a-z0-9]", "", word.lower()) for word in words}
    return sorted((word for word in plain if len(word) > 1), key=len, reverse=True)


def _without(password: str, words: tuple[str, ...]) -> str:
    """What is left of a password when known words and rows of digits are taken out."""
    shortest = password.lower()
    for spelling in (password.lower(), password.lower().translate(_LIKE_LETTERS)):
        left = re.sub(r"[^a-z0-9]", "", spelling)
        for word in words:
            left = left.replace(word, " ")
        left = _YEAR_OR_ROW.sub("", left).replace(" ", "")
        shortest = min(shortest, left, key=len)
    return shortest
