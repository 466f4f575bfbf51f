"""Signed-in devices of RT heads, as a log-in leaves them; prints one cookie a line."""

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from wacat.accounts.models import Account, Appointment
from wacat.accounts.sessions import SessionStore
from wacat.ops.environment import say


def main(arguments: list[str]) -> None:
    """Make sessions for that many RT heads."""
    found = Appointment.objects.filter(
        office="KETUA_RT",
        valid__endswith=None,
        person__account__state="ACTIVE",
        person__account__must_change_password=False,
    ).order_by("?")
    for appointment in found[: int(arguments[0])]:
        account = Account.objects.get(person_id=appointment.person_id)
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session["appointment_id"] = appointment.pk
        session.create()
        say(str(session.session_key))
