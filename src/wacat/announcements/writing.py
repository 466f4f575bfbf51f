"""Writing an announcement: each wording is a version, and somebody else lets it out."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from wacat.accounts.access import Visitor
from wacat.accounts.models import Office
from wacat.announcements.models import Announcement, Version
from wacat.announcements.states import TRANSITIONS, VersionState
from wacat.areas.models import Area
from wacat.audit.actions import note
from wacat.values.refusal import Refusal

READERS = tuple(office for office in Office if office != Office.SYSTEM)
LONGEST_BODY = 8_000
LONGEST_TITLE = 120
LONGEST_REASON = 300


class CannotAnnounce(Refusal):
    """The announcement cannot be kept, let out or withdrawn; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What is told to whom, from when to when. No area means the whole city."""

    title: str
    body: str
    offices: tuple[str, ...]
    area_ids: tuple[int, ...]
    from_at: datetime
    until_at: datetime | None
    urgent: bool
    must_read: bool


@transaction.atomic
def save(
    wording: Wording, *, announcement_id: int | None = None, by: Visitor, at: datetime
) -> Version:
    """Keep a wording as a draft: of a new announcement, or as its next version.

    Raises:
        CannotAnnounce: something is missing or makes no sense.
        Announcement.DoesNotExist: there is none of that number.
    """
    _check(wording)
    if announcement_id is None:
        announcement = Announcement.objects.create(made_by_id=by.account_id, made_at=at)
    else:
        announcement = Announcement.objects.get(pk=announcement_id)
        _may_be_rewritten(announcement)
    newest = announcement.versions.aggregate(newest=Max("number"))["newest"] or 0
    return Version.objects.create(
        announcement=announcement, number=newest + 1, title=wording.title.strip(),
        body=wording.body.strip(), urgent=wording.urgent, must_read=wording.must_read,
        offices=[office for office in READERS if office in wording.offices],
        area_ids=sorted(set(wording.area_ids)), from_at=wording.from_at,
        until_at=wording.until_at, made_by_id=by.account_id, made_at=at,
    )  # fmt: skip


@transaction.atomic
def submit(*, version_id: int, by: Visitor, at: datetime) -> None:
    """Ask for approval of the newest wording.

    Raises:
        CannotAnnounce: it is not the newest draft.
    """
    version = _locked(version_id)
    if version.number != version.announcement.versions.aggregate(n=Max("number"))["n"]:
        raise CannotAnnounce("Ada versi yang lebih baru. Buka lagi halamannya.")
    _move(version, VersionState.SUBMITTED, by=by, submitted_by_id=by.account_id, submitted_at=at)


@transaction.atomic
def approve(*, version_id: int, by: Visitor, at: datetime) -> None:
    """Let a wording out; an earlier one of the same announcement is replaced by it.

    Raises:
        CannotAnnounce: the visitor wrote it himself, or it does not wait for approval.
    """
    version = _locked(version_id)
    if version.made_by_id == by.account_id:
        raise CannotAnnounce(
            "Pengumuman ini Anda tulis sendiri. Mintalah petugas lain menyetujuinya."
        )
    _may(version, VersionState.APPROVED, by=by)
    for shown in version.announcement.versions.filter(state=VersionState.APPROVED):
        _move(shown, VersionState.REPLACED, by=by)
    _move(version, VersionState.APPROVED, by=by, decided_by_id=by.account_id, decided_at=at)
    note(act="announcement.approved", of="announcement", ids=[version.announcement_id])


@transaction.atomic
def send_back(*, version_id: int, reason: str, by: Visitor, at: datetime) -> None:
    """Return a wording to its writer, with the reason.

    Raises:
        CannotAnnounce: no reason, or it does not wait for approval.
    """
    reason = _reason(reason)
    _move(
        _locked(version_id), VersionState.RETURNED, by=by,
        decided_by_id=by.account_id, decided_at=at, reason=reason,
    )  # fmt: skip


@transaction.atomic
def withdraw(*, version_id: int, reason: str, by: Visitor, at: datetime) -> None:
    """Show a wording no more, with the reason.

    Raises:
        CannotAnnounce: no reason, or it is not shown.
    """
    reason = _reason(reason)
    version = _locked(version_id)
    _move(
        version, VersionState.WITHDRAWN, by=by,
        withdrawn_by_id=by.account_id, withdrawn_at=at, reason=reason,
    )  # fmt: skip
    note(act="announcement.withdrawn", of="announcement", ids=[version.announcement_id])


def _locked(version_id: int) -> Version:
    """The version, its announcement locked with it: versions of one are moved one after the other."""
    found = Version.objects.values_list("announcement_id", flat=True).get(pk=version_id)
    every = Version.objects.select_for_update().filter(announcement_id=found).order_by("pk")
    return next(version for version in every if version.pk == version_id)


def _may(version: Version, to: VersionState, *, by: Visitor) -> None:
    now = VersionState(version.state)
    if by.role not in TRANSITIONS.get((now, to), frozenset()):
        raise CannotAnnounce(
            f"Versi ini berstatus “{now.label}”, jadi langkah itu tidak dapat dilakukan."
        )


def _move(version: Version, to: VersionState, *, by: Visitor, **values: object) -> None:
    _may(version, to, by=by)
    Version.objects.filter(pk=version.pk).update(state=to, **values)


def _reason(text: str) -> str:
    if not text.strip():
        raise CannotAnnounce("Tulis alasannya.")
    return text.strip()[:LONGEST_REASON]


def _may_be_rewritten(announcement: Announcement) -> None:
    if announcement.versions.filter(state=VersionState.SUBMITTED).exists():
        raise CannotAnnounce(
            "Versi sebelumnya masih menunggu persetujuan. Tunggu putusannya dahulu."
        )


def _check(wording: Wording) -> None:
    title, body = wording.title.strip(), wording.body.strip()
    if not title or not body:
        raise CannotAnnounce("Isi judul dan isinya.")
    if len(title) > LONGEST_TITLE or len(body) > LONGEST_BODY:
        raise CannotAnnounce(
            f"Judul paling panjang {LONGEST_TITLE} huruf dan isi {LONGEST_BODY} huruf. Singkat dahulu."
        )
    if not set(wording.offices) & set(READERS):
        raise CannotAnnounce("Pilih paling sedikit satu jabatan yang membacanya.")
    if wording.until_at is not None and wording.until_at <= wording.from_at:
        raise CannotAnnounce("Tanggal akhir harus sesudah tanggal mulai.")
    known = Area.objects.filter(pk__in=wording.area_ids).count()
    if known != len(set(wording.area_ids)):
        raise CannotAnnounce("Ada wilayah yang tidak dikenal. Pilih lagi wilayahnya.")
