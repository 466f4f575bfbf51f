"""Machines that hand files in: one that speaks every night, one that has stopped."""

import secrets
from datetime import datetime, timedelta

from wacat.accounts.access import get_account
from wacat.areas.queries import get_city
from wacat.intake import sources
from wacat.intake.models import Source, SourceToken


def load(*, at: datetime) -> None:
    """Fill sources and tokens; nobody knows their secrets. The caller has opened a context."""
    administrator, operator = get_account("administrator"), get_account("operator")
    begun = at - timedelta(days=64)
    nightly, trial = (
        Source.objects.create(
            city=get_city(), code=code, name=name, owner=operator, reason=reason,
            made_by=administrator, made_at=begun,
        )
        for code, name, reason in (
            ("siak-harian", "Ekspor harian SIAK", "Peladen ekspor di ruang server, tiap pukul 20.00"),
            ("uji-dwh", "Uji coba layanan web DWH", "Mencoba jalan API bersama tim teknis"),
        )
    )  # fmt: skip
    for source, days, uses, ended in ((nightly, 64, 58, 6), (nightly, 6, 6, 0), (trial, 64, 3, 50)):
        SourceToken.objects.create(
            source=source, token_hash=sources.hashed(secrets.token_urlsafe(32)),
            tail=secrets.token_urlsafe(3)[:4], reason="Peladen ekspor", made_by=administrator,
            made_at=at - timedelta(days=days), expires_at=at + timedelta(days=180 - days),
            used_count=uses, used_at=at - timedelta(days=ended, hours=14),
            **_ended(administrator.pk, at - timedelta(days=ended)) if ended else {},
        )  # fmt: skip
    Source.objects.filter(pk=trial.pk).update(
        ended_by=administrator, ended_at=at - timedelta(days=50), end_reason="Uji coba selesai"
    )


def _ended(by: int, at: datetime) -> dict[str, object]:
    return {"ended_by_id": by, "ended_at": at, "end_reason": "Diganti dengan token baru"}
