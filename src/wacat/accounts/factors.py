"""The second factor: an authenticator app, recovery codes, passkeys (allauth.mfa keeps them).

Staff must have one; Ketua RT and Lurah may. A code is good once: the step of an accepted code is
kept, and no code of this step or an earlier one is accepted again.
"""

import hmac
import time
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import settings
from django.db import connection, transaction

from wacat.accounts import vault
from wacat.accounts.models import Account
from wacat.audit.actions import note
from wacat.values.refusal import Refusal

STAFF = frozenset({"OPERATOR", "ADMINISTRATOR", "KASI", "KEPALA", "SEKRETARIS", "TEKNIS"})
PERIOD, TOLERANCE = 30, 1
MAIN = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

USE_STEP = """
UPDATE mfa_authenticator SET data = jsonb_set(data, '{step}', to_jsonb(%(step)s::bigint)),
  last_used_at = now()
WHERE id = %(id)s AND coalesce((data ->> 'step')::bigint, 0) < %(step)s
"""


class CannotPass(Refusal):
    """The code is wrong or was used already."""


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's rules for us: secrets are encrypted, names are ours."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Perangkat ini tidak dapat membuktikan diri. Coba sekali lagi."
    }

    def encrypt(self, text: str) -> str:
        """As stored."""
        return vault.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """As used."""
        return vault.unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        """The name in the authenticator app."""
        return "WaCAT"

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        """Whose passkey it is, as the phone shows it."""
        shown: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return shown | {"display_name": user.person.name}

    def _get_site_name(self) -> str:
        return "WaCAT"


def required(office: str | None) -> bool:
    """Whether an office may not work without a second factor (the demo's may)."""
    return bool(settings.WACAT_SECOND_FACTOR) and office in STAFF


def has(account_id: int) -> bool:
    """Whether the account has an authenticator app or a passkey."""
    return bool(Authenticator.objects.filter(user_id=account_id, type__in=MAIN).exists())


def find_totp(account_id: int) -> Authenticator | None:
    """The authenticator app of an account."""
    return Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.TOTP).first()


def passkeys(account_id: int) -> list[Authenticator]:
    """The passkeys of an account, the oldest first."""
    kept = Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.WEBAUTHN)
    return list(kept.order_by("pk"))


def count(account_id: int) -> int:
    """How many factors an account has, recovery codes aside."""
    return int(Authenticator.objects.filter(user_id=account_id, type__in=MAIN).count())


def get_factor(account_id: int, *, authenticator_id: int) -> Authenticator:
    """One factor of an account.

    Raises: Authenticator.DoesNotExist, also for somebody else's.
    """
    return Authenticator.objects.get(pk=authenticator_id, user_id=account_id, type__in=MAIN)


def new_secret() -> str:
    """A secret to show as a QR code; it counts only after its first code was typed."""
    return str(generate_totp_secret())


def address(account: Account, *, secret: str) -> str:
    """What the QR code says."""
    return str(Adapter().build_totp_url(account, secret))


@transaction.atomic
def set_up_totp(account: Account, *, secret: str, code: str) -> list[str]:
    """Bind an authenticator app after its first code, and make recovery codes where there are none.

    Returns the recovery codes to show once; empty when there were some already.

    Raises: CannotPass
    """
    step = _step_of(secret, digits(code))
    if step is None:
        raise CannotPass(
            "Kode ini tidak cocok. Tunggu kode berikutnya di aplikasi, dan periksa jam HP Anda."
        )
    Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).delete()
    made = TOTP.activate(account, secret).instance
    Authenticator.objects.filter(pk=made.pk).update(data=made.data | {"step": step})
    note(act="factor.totp", of="account", ids=[account.pk])
    return first_recovery_codes(account)


def first_recovery_codes(account: Account) -> list[str]:
    """Recovery codes for an account that has none; empty when it has."""
    if Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).exists():
        return []
    return renew_recovery_codes(account)


@transaction.atomic
def renew_recovery_codes(account: Account) -> list[str]:
    """New recovery codes, shown once; the old ones are worthless."""
    Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).delete()
    codes = RecoveryCodes.activate(account).generate_codes()
    note(act="factor.codes", of="account", ids=[account.pk])
    return [str(code) for code in codes]


def count_recovery_codes(account_id: int) -> int:
    """How many unused recovery codes are left."""
    kept = Authenticator.objects.filter(
        user_id=account_id, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    return len(RecoveryCodes(kept).get_unused_codes()) if kept else 0


@transaction.atomic
def check(account_id: int, *, code: str) -> None:
    """Accept a code of the app, or a recovery code, once.

    Raises: CannotPass
    """
    typed = digits(code)
    app = find_totp(account_id)
    if app and len(typed) == 6:
        step = _step_of(vault.unseal(app.data["secret"]), typed)
        if step is not None and _use_step(app.pk, step):
            return
    kept = Authenticator.objects.filter(
        user_id=account_id, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    if kept and len(typed) == 8 and RecoveryCodes(kept).validate_code(typed):
        note(act="factor.recovery", of="account", ids=[account_id])
        return
    raise CannotPass("Kode salah atau sudah dipakai. Tunggu kode berikutnya, lalu ketik lagi.")


@transaction.atomic
def remove(account_id: int, *, kind: str = "", authenticator_id: int = 0) -> int:
    """Remove one factor, or all; recovery codes do not outlive the last of them."""
    mine = Authenticator.objects.filter(user_id=account_id)
    chosen = mine.filter(type=kind) if kind else mine
    if authenticator_id:
        chosen = chosen.filter(pk=authenticator_id)
    gone, _ = chosen.delete()
    if gone and not has(account_id):
        mine.delete()
    if gone:
        note(act="factor.removed", of="account", ids=[account_id])
    return int(gone)


def digits(code: str) -> str:
    """The digits of a code however it is parted."""
    return "".join(sign for sign in code if sign.isascii() and sign.isdigit())


def _step_of(secret: str, code: str) -> int | None:
    """The time step whose code this is, the clock of the phone being off by one at most."""
    now = int(time.time()) // PERIOD
    for step in range(now - TOLERANCE, now + TOLERANCE + 1):
        if hmac.compare_digest(format_hotp_value(hotp_value(secret, step)), code):
            return step
    return None


def _use_step(pk: int, step: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(USE_STEP, {"id": pk, "step": step})
        return bool(cursor.rowcount == 1)
