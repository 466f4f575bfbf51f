"""The evaluations of all semesters, one of them, and its files; counts only."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.areas.queries import get_city
from wacat.audit.actions import note
from wacat.evaluation import actions, editions, following, papers, semester, tables
from wacat.evaluation.measures import Semester
from wacat.evaluation.models import Edition
from wacat.evaluation.states import TRANSITIONS, EvaluationState
from wacat.queue import progress as jobs
from wacat.web.audience import LEADERS, Request, audience

READERS = (*LEADERS, "ADMINISTRATOR", "KASI")
OFFERED = 6


@audience(*READERS)
@require_safe
def index(request: Request) -> HttpResponse:
    """Every evaluation, and the semesters that none was made of yet."""
    city = get_city()
    made = list(editions.evaluations(city))
    known = {one.key for one in made}
    running = semester.around(timezone.localdate(), city=city)
    offered = [running]
    while len(offered) < OFFERED:
        offered.append(offered[-1].before)
    page = {
        "evaluasi": [(one, Semester(city=city, first=one.first).words) for one in made],
        "belum": [one for one in offered if one.key not in known and one.first.year >= 2021],
        "berjalan": running.key,
        "pemimpin": request.visitor.role in LEADERS,
    }
    return render(request, "evaluation/daftar.html", page)


@audience(*READERS)
@require_safe
def show(request: Request, term: str) -> HttpResponse:
    """One evaluation: its figures, follow-ups, editions and steps; a state decides what may be done."""
    asked = get_semester(term)
    edition = editions.find(asked)
    if edition is None:
        raise Http404
    return page_of(request, asked, edition)


@audience(*READERS)
@require_safe
def progress(request: Request, term: str) -> HttpResponse:
    """How far the counting has come; the page asks for it until it is done."""
    asked = get_semester(term)
    context = _progress(asked) | {"kunci": asked.key}
    return render(request, "evaluation/_kemajuan.html", context)


@audience(*READERS)
@require_safe
def download(request: Request, term: str, revision: int, suffix: str) -> HttpResponse:
    """An edition as a file; a signed one is the same bytes every time. Told to the trail."""
    asked = get_semester(term)
    edition = editions.find(asked, revision=revision)
    if edition is None or not edition.sha256:
        raise Http404
    made = papers.make(edition, suffix=suffix, at=timezone.now())
    note(
        act="export", of="evaluation", ids=[edition.evaluation_id], period=asked.key, revision=revision,
        format=suffix,
    )  # fmt: skip
    response = HttpResponse(made, content_type=papers.MEDIA_TYPES[suffix])
    name = papers.file_name(edition, suffix=suffix)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def get_semester(term: str) -> Semester:
    """The semester of an address; a page that is not there where it is none."""
    try:
        return semester.read(term, city=get_city())
    except semester.CannotReadSemester as error:
        raise Http404 from error


def page_of(
    request: Request, asked: Semester, edition: Edition, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of an evaluation, with what an act that failed wants to say."""
    evaluation = edition.evaluation
    figures = papers.figures_of(edition) if edition.sha256 else None
    allowed = {
        str(to)
        for (before, to), roles in TRANSITIONS.items()
        if before == evaluation.state and request.visitor.role in roles
    }
    listed = list(following.list_of(asked))
    page = {
        "s": asked,
        "evaluasi": evaluation,
        "edisi": edition,
        "tabel_": [t for t in tables.tables(figures) if t.name != "Tindak lanjut"]
        if figures
        else [],
        "sorotan": _highlights(figures) if figures else [],
        "boleh": allowed,
        "menyusun": str(EvaluationState.LOCKED) in allowed,
        "pemimpin": request.visitor.role in LEADERS,
        "tindak": [(one, _is_late(one)) for one in listed],
        "pemilik": following.owners() if request.visitor.role in LEADERS else [],
        "edisi_semua": list(editions.editions_of(evaluation)),
        "langkah": list(editions.steps_of(evaluation)),
        "nama_berkas": papers.file_name(edition, suffix="pdf"),
        "selesai": timezone.now() >= asked.until,
        **_progress(asked),
        "kunci": asked.key,
        "galat": "",
        "galat_tindak": "",
        "isian": kept(more.pop("isian", {})),
    }
    return render(request, "evaluation/satu.html", page | more, status=status)


def kept(typed: dict[str, str]) -> dict[str, str]:
    """What was typed into a form of these pages, empty where nothing was."""
    return {
        name: typed.get(name, "") for name in ("alasan", "catatan", "uraian", "pemilik", "batas")
    }


def _progress(asked: Semester) -> dict[str, Any]:
    found = jobs.find(actions.progress_key(asked.key))
    running = found is not None and not found.failure and found.done < max(found.total, 1)
    return {"kemajuan_": found, "berjalan": running}


def _highlights(figures: dict[str, Any]) -> list[dict[str, Any]]:
    wanted = {one["code"]: one for one in figures["indicators"]}
    table = tables.tables(figures)[0]
    words = dict(zip([one["code"] for one in figures["indicators"]], table.words, strict=True))
    return [
        {"code": code, "name": wanted[code]["name"], "value": words[code][1], "before": words[code][2]}
        for code in papers.HIGHLIGHTS
    ]  # fmt: skip


def _is_late(one: Any) -> bool:
    return one.closed_at is None and one.until_on < timezone.localdate()
