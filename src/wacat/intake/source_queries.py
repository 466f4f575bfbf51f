"""Reads of sources, their tokens, and what came of what they handed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q

from wacat.accounts.models import Office
from wacat.accounts.queries import running
from wacat.intake.models import Batch, Source, SourceToken, WatchedFolder

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Line:
    """One source with what is to be known about it at a glance."""

    source: Source
    speaks: bool
    tokens: int
    used_at: datetime | None
    files: int
    folder: WatchedFolder | None


def sources(*, at: datetime) -> list[Line]:
    """Every source, the living first, by name."""
    living = Q(tokens__ended_at=None, tokens__expires_at__gt=at)
    found = Source.objects.select_related("owner__person").defer("owner__password")
    found = found.annotate(
        living=Count("tokens", filter=living), last=Max("tokens__used_at")
    ).order_by("ended_at", "name")
    files = dict(
        Batch.objects.exclude(via_id=None)
        .values_list("via_id")
        .annotate(n=Count("pk"))
        .values_list("via_id", "n")
    )
    owners = set(running(Office.OPERATOR).values_list("person_id", flat=True))
    folders = {folder.code: folder for folder in WatchedFolder.objects.all()}
    return [
        Line(
            source, source.owner.person_id in owners and source.owner.state == "ACTIVE",
            source.living, source.last, files.get(source.pk, 0), folders.get(source.code),
        )
        for source in found
    ]  # fmt: skip


def get_source(source_id: int) -> Source:
    """One source with the people who made it and answer for it.

    Raises:
        Source.DoesNotExist: there is none.
    """
    people = ("owner__person", "made_by__person", "ended_by__person")
    secrets = ("owner__password", "made_by__password", "ended_by__password")
    return Source.objects.select_related(*people).defer(*secrets).get(pk=source_id)


def tokens_of(source_id: int) -> list[SourceToken]:
    """The tokens of a source, the newest first."""
    found = SourceToken.objects.filter(source_id=source_id).order_by("-id")
    people = ("made_by__person", "ended_by__person")
    return list(found.select_related(*people).defer("made_by__password", "ended_by__password")[:50])


def handed_in(source_id: int) -> list[Batch]:
    """The last files of a source, for their states and counts."""
    found = Batch.objects.filter(via_id=source_id).order_by("-id")
    counts = ("state", "uploaded_at", "row_count", "accepted_count", "quarantined_count", "size")
    return list(found.only(*counts)[:20])


def state_of(token: SourceToken, *, at: datetime) -> tuple[str, str]:
    """Word and look of a token's state."""
    if token.ended_at:
        return "Diakhiri", "netral"
    if token.expires_at <= at:
        return "Lewat waktu", "netral"
    return (
        ("Segera berakhir", "hati-hati") if token.expires_at <= at + SOON else ("Berlaku", "baik")
    )
