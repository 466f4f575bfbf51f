"""Periods of LEP: what can be locked, what is locked, and each step with its confirmation."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wacat.areas.queries import get_city
from wacat.queue import progress
from wacat.reports import closing, making, signing
from wacat.reports.models import ReportPeriod
from wacat.reports.period import CannotReadPeriod, Period, read_period
from wacat.reports.states import TRANSITIONS, PeriodState, Span
from wacat.values.refusal import Refusal
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number
from wacat.web.lep.views import KEEPERS, READERS

PAGE = 24
LOOKS = {
    PeriodState.OPEN: ("hati-hati", "hourglass"),
    PeriodState.LOCKED: ("kabar", "lock"),
    PeriodState.SIGNED: ("kabar", "shield-check"),
    PeriodState.ISSUED: ("baik", "circle-check"),
}
# what a person does: the state it leads to, and what is said afterwards
ACTS = {
    "kunci": (PeriodState.LOCKED, "Periode dikunci. Lembar LEP sedang dibuat."),
    "tandatangani": (PeriodState.SIGNED, "Periode ditandatangani."),
    "terbitkan": (PeriodState.ISSUED, "LEP periode ini diterbitkan."),
    "revisi": (PeriodState.OPEN, "Periode dibuka lagi sebagai revisi berikutnya."),
}


@audience(*READERS)
@require_safe
def ready(request: Request, period_id: int) -> HttpResponse:
    """From a message to the reader's own LEP of that period."""
    key = ReportPeriod.objects.values_list("key", flat=True).get(pk=period_id)
    return HttpResponseRedirect(f"{reverse('lep')}?{urlencode({'periode': key})}")


@audience(*KEEPERS)
@require_safe
def index(request: Request) -> HttpResponse:
    """What can be locked now, and every period that ever was, newest first."""
    every = ReportPeriod.objects.filter(city=get_city()).order_by("-id")
    wanted = request.GET.get("jenis", "")
    spans = {span.value: every.filter(span=span) for span in Span}
    found = spans.get(wanted, every)
    if before := whole_number(request.GET.get("sebelum")):
        found = found.filter(pk__lt=before)
    shown = list(found[: PAGE + 1])
    labels = {"": "Semua"} | {span.value: span.label for span in Span}
    counts = {"": every.count()} | {name: found.count() for name, found in spans.items()}
    page = {
        "siap": closing.lockable(get_city(), at=timezone.now()),
        "daftar": [
            (p, read_period(p.key).words, LOOKS[PeriodState(p.state)]) for p in shown[:PAGE]
        ],
        "chip": [
            (label, "?" + urlencode({"jenis": name}), counts[name], name == wanted)
            for name, label in labels.items()
        ],
        "lanjut": "?" + urlencode({"jenis": wanted, "sebelum": shown[PAGE - 1].pk})
        if len(shown) > PAGE
        else None,
    }
    return render(request, "lep/periode.html", page)


@audience(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, key: str) -> HttpResponse:
    """One period: its state, its sheets, its steps; a step is taken by POST and confirmed."""
    period = get_period(key)
    if request.method != "POST":
        return _page(request, period)
    act = request.POST.get("tindakan", "")
    if act in ("buat", "lanjut-tandatangan"):
        return _go_on(request, period, act)
    if act not in ACTS:
        return _page(request, period, trouble="Langkah ini tidak dikenal.", status=422)
    if request.POST.get("yakin") != "1":
        return _page(
            request, period, trouble="Centang bahwa Anda sudah memeriksa angkanya.", status=422
        )
    try:
        _STEPS[act](request, period, timezone.now())
    except Refusal as refusal:
        return _page(request, period, trouble=str(refusal), status=409)
    messages.success(request, ACTS[act][1])
    return HttpResponseRedirect(reverse("lep-period", args=[period.key]))


@audience(*KEEPERS)
@require_safe
def watch(request: Request, key: str) -> HttpResponse:
    """The part of the page that changes while sheets are made."""
    return render(request, "lep/periode_lembar.html", _sheets(get_period(key)))


def get_period(key: str) -> Period:
    """The period of an address.

    Raises:
        ReportPeriod.DoesNotExist: it is none.
    """
    try:
        period = read_period(key)
    except CannotReadPeriod as error:
        raise ReportPeriod.DoesNotExist from error
    if period.key != key:
        raise ReportPeriod.DoesNotExist
    return period


def _lock(request: Request, period: Period, at: datetime) -> None:
    made = closing.lock(city=get_city(), period=period, by=request.visitor, at=at)
    making.start(made, by=request.visitor.account_id)


def _sign(request: Request, period: Period, at: datetime) -> None:
    signing.start(_standing(period), by=request.visitor, at=at)


def _publish(request: Request, period: Period, at: datetime) -> None:
    closing.publish(period_id=_standing(period).pk, by=request.visitor, at=at)


def _revise(request: Request, period: Period, at: datetime) -> None:
    closing.revise(
        period_id=_standing(period).pk, reason=request.POST.get("alasan", ""),
        by=request.visitor, at=at,
    )  # fmt: skip


_STEPS: dict[str, Callable[[Request, Period, datetime], None]] = {
    "kunci": _lock, "tandatangani": _sign, "terbitkan": _publish, "revisi": _revise,
}  # fmt: skip


def _go_on(request: Request, period: Period, act: str) -> HttpResponse:
    """Let the worker take up what it did not finish."""
    found = _standing(period)
    if act == "buat":
        making.start(found, by=request.visitor.account_id)
        messages.success(request, "Lembar yang belum ada sedang dibuat.")
    elif found.state in (PeriodState.SIGNED, PeriodState.ISSUED) and signing.has_certificate():
        signing.go_on(found, by=request.visitor.account_id)
        messages.success(request, "Lembar yang belum bertanda tangan sedang dilanjutkan.")
    return HttpResponseRedirect(reverse("lep-period", args=[period.key]))


def _standing(period: Period) -> ReportPeriod:
    return ReportPeriod.objects.get(city=get_city(), key=period.key)


def _page(
    request: Request, period: Period, *, trouble: str = "", status: int = 200
) -> HttpResponse:
    found = ReportPeriod.objects.filter(city=get_city(), key=period.key).first()
    now = PeriodState(found.state) if found else PeriodState.OPEN
    role = request.visitor.role
    page = _sheets(period) | {
        "words": period.words,
        "p": found,
        "keadaan": now.label,
        "rupa": LOOKS[now],
        "boleh": [name for name, (to, _) in ACTS.items() if role in TRANSITIONS.get((now, to), ())],
        "bersertifikat": signing.has_certificate(),
        "langkah": list(found.steps.select_related("by__person").order_by("-id")) if found else [],
        "alasan": request.POST.get("alasan", ""),
        "galat": [("", trouble)] if trouble else [],
        "kota": f"{reverse('lep')}?{urlencode({'periode': period.key})}",
    }
    return render(request, "lep/periode_rinci.html", page, status=status)


def _sheets(period: Period) -> dict[str, Any]:
    found = ReportPeriod.objects.filter(city=get_city(), key=period.key).first()
    if found is None or found.state == PeriodState.OPEN:
        return {"key": period.key, "lembar": None}
    total = making.areas_of(found).count()
    done = total - making.missing(found).count()
    told = progress.find(making.progress_key(found.pk))
    return _signatures(found) | {
        "key": period.key,
        "lembar": (done, total),
        "berjalan": done < total and told is not None and not told.failure,
        "gangguan": told.failure if told and done < total else "",
    }


def _signatures(found: ReportPeriod) -> dict[str, Any]:
    """How far the signatures by certificate are, once the head has signed; None without a certificate."""
    signed = found.state in (PeriodState.SIGNED, PeriodState.ISSUED)
    if not signed or not signing.has_certificate():
        return {"tanda_tangan": None}
    total = signing.sheets_of(found).count()
    done = total - signing.unsigned(found).count()
    told = progress.find(signing.progress_key(found.pk))
    return {
        "tanda_tangan": (done, total),
        "menandatangani": done < total and told is not None and not told.failure,
        "boleh_lanjut": done < total and (told is None or bool(told.failure)),
        "tanda_tangan_terhenti": told.failure if told and done < total else "",
    }
