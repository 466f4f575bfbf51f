"""What the writer of an announcement types and chooses."""

import re
from datetime import datetime, time
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from wacat.announcements.models import Version
from wacat.announcements.writing import CannotAnnounce, Wording
from wacat.areas.models import Area, Level
from wacat.values.tanggal import read_date

_RT = re.compile(r"(.+?)[ ,]+(?:rt\.? *)?0*([0-9]{1,3})", re.IGNORECASE)
MOST_RTS = 200
LONGEST = 9_000


def typed(request: HttpRequest) -> dict[str, Any]:
    """What stands in the form, as it was typed."""
    names = ("judul", "isi", "mulai", "jam_mulai", "sampai", "rt", "alasan")
    values: dict[str, Any] = {name: request.POST.get(name, "")[:LONGEST] for name in names}
    return values | {
        "jabatan": request.POST.getlist("jabatan"),
        "wilayah": request.POST.getlist("wilayah"),
        "penting": bool(request.POST.get("penting")),
        "wajib": bool(request.POST.get("wajib")),
    }


def of_version(version: Version) -> dict[str, Any]:
    """The form filled with a wording that stands."""
    rts = Area.objects.filter(pk__in=version.area_ids, level=Level.RT).select_related("kelurahan")
    begins = timezone.localtime(version.from_at)
    return {
        "judul": version.title,
        "isi": version.body,
        "mulai": begins.date().isoformat(),
        "jam_mulai": f"{begins:%H:%M}",
        "sampai": timezone.localtime(version.until_at).date().isoformat()
        if version.until_at
        else "",
        "rt": "\n".join(
            f"{rt.kelurahan.name if rt.kelurahan else ''} {rt.number:03d}" for rt in rts
        ),
        "alasan": "",
        "jabatan": version.offices,
        "wilayah": [str(pk) for pk in version.area_ids],
        "penting": version.urgent,
        "wajib": version.must_read,
    }


def wording(values: dict[str, Any], *, at: datetime) -> Wording:
    """The wording that was typed.

    Raises:
        CannotAnnounce: an RT that is not known.
        CannotReadDate: a date that is none.
    """
    begins = at
    if values["mulai"]:
        begins = _moment(values["mulai"], _clock(values["jam_mulai"]))
    return Wording(
        title=values["judul"],
        body=values["isi"],
        offices=tuple(values["jabatan"]),
        area_ids=(*_chosen(values["wilayah"]), *_rts(values["rt"])),
        from_at=begins,
        until_at=_moment(values["sampai"], time(23, 59)) if values["sampai"] else None,
        urgent=values["penting"],
        must_read=values["wajib"],
    )


def _moment(day: str, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(read_date(day), clock))


def _clock(text: str) -> time:
    try:
        return time.fromisoformat(text) if text else time(0)
    except ValueError as error:
        raise CannotAnnounce("Tulis jam seperti 08:00.") from error


def _chosen(numbers: list[str]) -> list[int]:
    ids = {
        int(number)
        for number in numbers
        if number.isascii() and number.isdigit() and len(number) < 10
    }
    above = (Level.KECAMATAN, Level.KELURAHAN)
    return list(Area.objects.filter(pk__in=ids, level__in=above).values_list("pk", flat=True))


def _rts(text: str) -> list[int]:
    """One RT a line: kelurahan and number, such as Manggar 023."""
    found = []
    for line in list(filter(None, (part.strip() for part in text.splitlines())))[:MOST_RTS]:
        read = _RT.fullmatch(line)
        rt = (
            Area.objects.filter(
                level=Level.RT, number=int(read[2]), kelurahan__name__iexact=read[1].strip()
            ).first()
            if read
            else None
        )
        if rt is None:
            raise CannotAnnounce(f"RT “{line[:40]}” tidak dikenal. Tulis seperti: Manggar 023.")
        found.append(rt.pk)
    return found
