"""The only writer of outlines: take in a file, show it on the maps, go back to tiles."""

import json
import subprocess
import sys
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from wacat.areas.queries import get_city
from wacat.audit.actions import note
from wacat.intake.checking import territory_of
from wacat.sheets.confined import ENVIRONMENT
from wacat.territory.models import OutlineChoice, OutlineSet
from wacat.territory.outlines.checks import WALL_SECONDS
from wacat.territory.outlines.matching import match
from wacat.territory.outlines.refusals import CannotTakeOutlines
from wacat.values.refusal import Refusal


class CannotChooseOutlines(Refusal):
    """The maps cannot be changed so."""


@transaction.atomic
def receive(*, path: Path, name: str, by: int, at: datetime) -> OutlineSet:
    """Keep the outlines of a file, to be looked at; no map shows them yet.

    Raises:
        CannotTakeOutlines: the file is none, too large, or not in degrees; a border is broken; or
            nothing in it is a kelurahan of this city.
    """
    found = _read(path)
    matches = match(found["features"], territory=territory_of(get_city(), code=settings.WACAT_CITY))
    if not any(each.kelurahan_id for each in matches):
        raise CannotTakeOutlines("NOTHING_FITS")
    shown = name.replace("\\", "/").rsplit("/", 1)[-1][-200:]
    kept = OutlineSet.objects.create(
        name=shown,
        sha256=sha256(path.read_bytes()).hexdigest(),
        features=[
            {"polygons": f["polygons"], "point": f["point"], "room": f["room"], **asdict(each)}
            for f, each in zip(found["features"], matches, strict=True)
        ],
        mended=found["mended"],
        uploaded_by_id=by,
        uploaded_at=at,
    )
    note(act="upload", of="outlines", ids=[kept.pk], features=len(matches))
    return kept


def _read(path: Path) -> dict[str, Any]:
    """What the child finds in the file; it has the limits, and neither database nor environment."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "wacat.territory.outlines.child"],
            input=json.dumps({"path": str(path)}).encode(), capture_output=True, env=ENVIRONMENT,
            check=False, timeout=WALL_SECONDS,
        )  # fmt: skip
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise CannotTakeOutlines("TOO_HEAVY") from error
    if "refused" in answer:
        raise CannotTakeOutlines(answer["refused"], **answer["facts"])
    return answer


@transaction.atomic
def show(*, outlines_id: int, by: int, at: datetime) -> OutlineChoice:
    """Let the maps show these outlines from now on.

    Raises:
        CannotChooseOutlines: they show them already.
    """
    chosen = OutlineSet.objects.get(pk=outlines_id)
    return _choose(chosen, reason="", by=by, at=at)


@transaction.atomic
def back_to_tiles(*, reason: str, by: int, at: datetime) -> OutlineChoice:
    """Let the maps be made of tiles again; the outlines stay and can be shown again.

    Raises:
        CannotChooseOutlines: without a reason, or they are tiles already.
    """
    if not reason.strip():
        raise CannotChooseOutlines("Tulis alasan kembali ke peta ubin.")
    return _choose(None, reason=" ".join(reason.split())[:300], by=by, at=at)


def _choose(chosen: OutlineSet | None, *, reason: str, by: int, at: datetime) -> OutlineChoice:
    newest = OutlineChoice.objects.order_by("-id").first()
    if (newest.outlines_id if newest else None) == (chosen.pk if chosen else None):
        raise CannotChooseOutlines("Peta sudah seperti itu. Muat ulang halaman ini.")
    choice = OutlineChoice.objects.create(outlines=chosen, reason=reason, by_id=by, at=at)
    note(act="territory.outlines", of="outlines", ids=[chosen.pk] if chosen else [], reason=reason)
    return choice
