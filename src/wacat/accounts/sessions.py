"""Sessions whose key is stored hashed: a copy of the table opens no door.

Set as SESSION_ENGINE. `wacat.enter(token)` hashes the cookie the same way (sql/enter_lock.sql).
"""

from hashlib import sha256
from typing import Any

from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from wacat.accounts.models import Session


def hashed(token: str) -> str:
    """What is stored of a session key: its SHA-256 in hex."""
    return sha256(token.encode()).hexdigest()


class SessionStore(DatabaseStore):
    """Django's database store over `accounts.Session`, with the key hashed on its way in."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table of the sessions."""
        return Session

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key
        if key is None:
            return None
        found = Session.objects.filter(
            session_key=hashed(key), expire_date__gt=timezone.now()
        ).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        """Whether a session with this key stands."""
        return Session.objects.filter(session_key=hashed(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to store: hashed key, encoded data, and whose it is."""
        account = data.get("_auth_user_id")
        return Session(
            session_key=hashed(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            account_id=int(account) if account else None,
            appointment_id=data.get("appointment_id"),
            device_id=data.get("device_id"),
        )

    def save(self, must_create: bool = False) -> None:
        """Store the session; the time of its creation stays."""
        if self.session_key is None:
            return self.create()
        row = self.create_model_instance(self._get_session(no_load=must_create))  # type: ignore[attr-defined]
        if must_create:
            if self.exists(self.session_key):
                raise CreateError
            row.save(force_insert=True)
            return None
        changed = Session.objects.filter(pk=row.pk).update(
            session_data=row.session_data,
            expire_date=row.expire_date,
            account_id=row.account_id,
            appointment_id=row.appointment_id,
            device_id=row.device_id,
        )
        if not changed:
            # signed out meanwhile: a request that was still running must not bring it back
            raise UpdateError
        return None

    def delete(self, session_key: str | None = None) -> None:
        """Remove a session, this one by default."""
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(session_key=hashed(key)).delete()
