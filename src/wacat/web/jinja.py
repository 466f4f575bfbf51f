"""The Jinja2 environment of every page: what templates may call, and how dates and numbers read."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from wacat.areas.queries import city_name
from wacat.queue import progress
from wacat.values import bilangan as numbers
from wacat.values import tanggal as words
from wacat.values.indicators.catalogue import indicator
from wacat.values.phone import telepon

DIST = Path(__file__).parent / "static" / "dist"


class FrontEndMissing(RuntimeError):
    """The front end has not been built."""


@cache
def _manifest(changed_ns: int) -> dict[str, str]:
    """Entry name to built file; the key is the manifest's time, so that a new build is seen."""
    entries = json.loads((DIST / "manifest.json").read_text(encoding="utf-8"))
    return {name.removeprefix("src/"): entry["file"] for name, entry in entries.items()}


@cache
def _address(name: str, changed_ns: int) -> str:
    return static(f"dist/{_manifest(changed_ns)[name]}")


def static_entry(name: str) -> str:
    """The address of a built entry such as `app.css`, with its hash.

    Raises: FrontEndMissing when `npm run build` has not run.
    """
    try:
        # Only a developer rebuilds under a running server; elsewhere the first look is kept.
        changed_ns = (DIST / "manifest.json").stat().st_mtime_ns if settings.DEBUG else 0
        return _address(name, changed_ns)
    except FileNotFoundError as error:
        raise FrontEndMissing("Build the front end first: npm ci && npm run build") from error


def built_file(name: str) -> Path:
    """The built file of an entry such as `sw.js`, for a page that serves it itself.

    Raises: FrontEndMissing when `npm run build` has not run.
    """
    try:
        changed_ns = (DIST / "manifest.json").stat().st_mtime_ns
        return DIST / _manifest(changed_ns)[name]
    except FileNotFoundError as error:
        raise FrontEndMissing("Build the front end first: npm ci && npm run build") from error


@cache
def _icon(sprite: str, name: str, large: bool) -> Markup:
    size = "ikon ikon-besar" if large else "ikon"
    return Markup('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>').format(
        size, sprite, name
    )


def icon(name: str, *, large: bool = False) -> Markup:
    """A Lucide icon as decoration; the words beside it carry the meaning."""
    return _icon(static_entry("icons.svg"), name, large)


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named route."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def attributes(values: dict[str, Any]) -> Markup:
    """HTML attributes from a mapping: `_` becomes `-`, True a bare name, None and False nothing."""
    parts = []
    for key, value in values.items():
        if value is None or value is False:
            continue
        name = key.rstrip("_").replace("_", "-")
        if not re.fullmatch(r"[a-z][a-z0-9:-]*", name):
            raise ValueError(f"not an attribute name: {key!r}")
        parts.append(f" {name}" if value is True else f' {name}="{escape(value)}"')
    return Markup("".join(parts))  # noqa: S704 - names are checked, values escaped


def _local(moment: date) -> date:
    """The day here; a plain date stays as it is."""
    return timezone.localtime(moment) if isinstance(moment, datetime) else moment


def _last_day(until: datetime) -> date:
    """The last day of a period that ends before `until`."""
    return timezone.localtime(until - timedelta(microseconds=1)).date()


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


FILTERS: dict[str, Callable[..., str]] = {
    "tanggal": lambda moment: words.tanggal(_local(moment)),
    "tanggal_angka": lambda moment: words.tanggal_angka(_local(moment)),
    "tanggal_akhir": lambda until: words.tanggal(_last_day(until)),
    "tanggal_akhir_angka": lambda until: words.tanggal_angka(_last_day(until)),
    "hari_tanggal": lambda moment: words.hari_tanggal(_local(moment)),
    "bulan_tahun": lambda moment: words.bulan_tahun(_local(moment)),
    "jam": lambda at: words.jam(at, zone=_zone()),
    "jam_isian": lambda at: at.strftime("%H:%M") if isinstance(at, time) else str(at or ""),
    "iso": lambda moment: _local(moment).isoformat(),
    "lama": words.lama,
    "sisa_waktu": lambda due, at=None: words.sisa_waktu(due, at=at or timezone.now()),
    "tingkat_waktu": lambda due, at=None: words.time_left(due, at=at or timezone.now()).value,
    "bilangan": lambda number, decimals=0: numbers.bilangan(number, decimals=decimals),
    "persen": lambda ratio, decimals=1: numbers.persen(ratio, decimals=decimals),
    "telepon": telepon,
    "laju": progress.told,
    "atribut": attributes,
}


def environment(**options: Any) -> Environment:
    """The environment for Django's Jinja2 backend: a misspelt name is an error, not a blank."""
    options.update(
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=1000,
    )
    env = Environment(**options)  # noqa: S701 - autoescape is set above
    env.globals.update(static_entry=static_entry, url=url, icon=icon, indicator=indicator)
    env.globals.update(
        city_name=city_name(),
        regulation=settings.WACAT_REGULATION,
        zona=words.ZONE_NAMES.get(settings.TIME_ZONE, settings.TIME_ZONE),
    )
    env.filters.update(FILTERS)
    return env
