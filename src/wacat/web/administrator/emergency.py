"""Akses darurat as the office sees it: the alarm, what was read, and the review (Pasal 9)."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wacat.accounts import breakglass
from wacat.accounts.models import BreakGlass, BreakGlassVerdict
from wacat.audit.queries import events
from wacat.web.administrator.words import ACTS, OBJECTS
from wacat.web.audience import LEADERS, Request, audience
from wacat.web.forms import whole_number

HOME = "/administrator/darurat/"
PAGE = 50
READINGS = 200


@audience("ADMINISTRATOR", "KASI", *LEADERS)
@require_safe
def index(request: Request) -> HttpResponse:
    """Every opening, the newest first."""
    now = timezone.now()
    found = breakglass.openings()
    before = whole_number(request.GET.get("sebelum"))
    if before:
        found = found.filter(pk__lt=before)
    waiting = request.GET.get("saring") == "belum"
    if waiting:
        found = found.filter(reviewed_at=None)
    shown = list(found[: PAGE + 1])
    page = {
        "baris": shown[:PAGE],
        "kini": now,
        "chips": [
            ("Semua", HOME, BreakGlass.objects.count(), not waiting),
            (
                "Belum ditinjau",
                f"{HOME}?saring=belum",
                BreakGlass.objects.filter(reviewed_at=None).count(),
                waiting,
            ),
        ],
        "lanjut": f"?sebelum={shown[PAGE - 1].pk}{'&saring=belum' if waiting else ''}"
        if len(shown) > PAGE
        else None,
    }
    return render(request, "administrator/darurat.html", page)


@audience("ADMINISTRATOR", "KASI", *LEADERS)
def detail(request: Request, glass_id: int) -> HttpResponse:
    """One opening: why, what was read, and the administrator's review."""
    if request.method == "POST" and request.visitor.role == "ADMINISTRATOR":
        verdict = request.POST.get("putusan", "")
        remark = request.POST.get("catatan", "")
        try:
            breakglass.review(
                glass_id=glass_id,
                verdict=verdict,
                remark=remark,
                by=request.visitor,
                at=timezone.now(),
            )
        except breakglass.CannotReview as refusal:
            typed = {"putusan": verdict, "catatan": remark, "galat": str(refusal)}
            return _detail(request, glass_id, typed, status=422)
        return HttpResponseRedirect(f"{HOME}{glass_id}/")
    return _detail(request, glass_id, {"putusan": "", "catatan": "", "galat": ""})


@audience("ADMINISTRATOR")
@require_POST
def acknowledge(request: Request, glass_id: int) -> HttpResponse:
    """The administrator has seen the alarm."""
    BreakGlass.objects.get(pk=glass_id)
    breakglass.acknowledge(glass_id=glass_id, by=request.visitor, at=timezone.now())
    return HttpResponseRedirect(f"{HOME}{glass_id}/")


@audience("ADMINISTRATOR")
@require_POST
def end(request: Request, glass_id: int) -> HttpResponse:
    """The administrator ends it at once."""
    breakglass.end_glass(glass_id=glass_id, by=request.visitor, at=timezone.now())
    return HttpResponseRedirect(f"{HOME}{glass_id}/")


def _detail(
    request: Request, glass_id: int, typed: dict[str, str], status: int = 200
) -> HttpResponse:
    now = timezone.now()
    glass = breakglass.openings().get(pk=glass_id)
    # the database shows the trail to administrator and Kasi alone
    sees_trail = request.visitor.role in ("ADMINISTRATOR", "KASI")
    # account and time narrow the trail before anything is read of what it tells
    told = events(account_id=glass.account_id).filter(
        at__range=(glass.granted.lower, glass.granted.upper), detail__break_glass=glass.pk
    )
    readings = list(told[:READINGS]) if sees_trail else []
    page = {
        "darurat": glass,
        "berjalan": breakglass.is_live(glass, at=now),
        "baca": readings,
        "jejak": sees_trail,
        "tindakan": ACTS,
        "terhadap": OBJECTS,
        "boleh": request.visitor.role == "ADMINISTRATOR",
        "putusan": BreakGlassVerdict.choices,
        "isi": typed,
        "nama_putusan": dict(BreakGlassVerdict.choices),
    }
    return render(request, "administrator/satu_darurat.html", page, status=status)
