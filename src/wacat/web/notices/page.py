"""One notice with everything that is known of it, and what became of the answer."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.accounts.access import Visitor
from wacat.audit.actions import reading
from wacat.records import queries
from wacat.records.actions import mark_read
from wacat.records.models import WAITING_STATES, AnswerKind, LurahExtra, Notice, NoticeState
from wacat.values.elements import Element
from wacat.values.situations import element_label
from wacat.verification import objecting
from wacat.verification.answering import NOT_MINE_REASONS, may_answer
from wacat.verification.casefile import find_cosign
from wacat.verification.evidence import PDF
from wacat.verification.models import Answer, Correction, Purpose, ToldBy
from wacat.verification.queries import answers_to, get_proof
from wacat.verification.states import CANCELLABLE, FINISHED, UNDECIDED, CorrectionState
from wacat.web.audience import Request
from wacat.web.delivery.notice import told_line
from wacat.web.notices import places, words
from wacat.web.notices.forms import ReplyForm
from wacat.web.proofs import as_proof


@dataclass(frozen=True)
class Entry:
    """One line of the history of an answer."""

    at: datetime
    who: str
    what: str
    text: str = ""


@require_safe
def show(request: Request, notice_id: int) -> HttpResponse:
    """One notice; whoever has to answer it has now read it."""
    visitor, now = request.visitor, timezone.now()
    notice = queries.within(visitor).select_related("rt").get(pk=notice_id)
    mine = may_answer(notice, by=visitor)
    if mine and notice.state == NoticeState.SENT:
        mark_read(notice_id=notice_id, at=timezone.now())
    reading(of="notice", ids=[notice_id], page=request.path)
    if mine:
        _note_result_read(notice, by=visitor)
    answers = answers_to(notice_id)
    standing = next((each for each in answers if each.undone_at is None), None)
    correction = getattr(standing, "correction", None)
    extra = _extra_of_lurah(notice) if visitor.rt_id is None else {}
    rt = "RT Anda" if visitor.rt_id is not None else notice.rt.name
    page = {
        "notice": notice,
        "kind": words.kind_label(extra.pop("kind", notice.kind)),
        "question": words.question(notice, rt=rt),
        "reason": words.reason(notice, rt=rt),
        "facts": [
            (element.label, value)
            for element, value in words.disclosed(notice)
            if element != Element.NAME  # it is the heading
        ]
        + _shown_extra(extra),
        "outcome": words.outcome(state=notice.state, answer=notice.answer, result=notice.result),
        "waits": notice.state in WAITING_STATES,
        "mine": mine,
        "may_undo": mine and notice.state == NoticeState.ANSWERED and _untouched(notice),
        "correction": correction,
        "claims": _claims(correction) if correction else [],
        "proofs": _proofs(correction) if correction else [],
        "denied": NOT_MINE_REASONS.get(standing.reason, "") if standing else "",
        "history": _history(answers, reader=visitor.account_id),
        "asked": _question_of_the_office(correction) if mine else "",
        **_settlement(correction, mine=mine, at=now),
        "now": now,
        "form": ReplyForm(),
        "key": uuid4(),
        "base": places.notice(visitor, notice_id),
        "back": places.listing(visitor, rt_id=notice.rt_id),
        "told": told_line(notice) if visitor.rt_id is None else "",
    }
    return render(request, "notices/rinci.html", page)


@require_safe
def evidence(request: Request, notice_id: int, evidence_id: int) -> HttpResponse:
    """What was given with an answer, for the office that gave it and its Lurah; it stays in no cache."""
    notice = queries.within(request.visitor).get(pk=notice_id)
    proof = get_proof(notice_id=notice.pk, evidence_id=evidence_id)
    reading(of="evidence", ids=[proof.pk])
    return as_proof(proof, number=f"k-{proof.correction_id:06d}")


def _settlement(correction: Correction | None, *, mine: bool, at: datetime) -> dict[str, Any]:
    """What the page tells of a correction beside its claims: the Lurah's word, other RTs, the clock."""
    if correction is None:
        nothing = ("heard", "cosign", "told_by", "linked", "may_object", "undecided")
        return dict.fromkeys(nothing, "")
    return {
        "heard": _is_hearing(correction),
        "cosign": find_cosign(correction),
        "told_by": ToldBy(correction.told_by).label if correction.told_by else "",
        "linked": words.linked(correction),
        "may_object": mine and not objecting.why_not(correction, at=at),
        "undecided": correction.state in UNDECIDED,
    }


def _note_result_read(notice: Notice, *, by: Visitor) -> None:
    """Whoever answered has now read how it ended: the correction is closed."""
    if notice.result not in FINISHED:
        return
    found = Correction.objects.filter(
        notice=notice, answer__undone_at=None, state__in=FINISHED
    ).values_list("pk", flat=True)
    for correction_id in found:
        objecting.read_result(correction_id=correction_id, by=by, at=timezone.now())


def _is_hearing(correction: Correction) -> bool:
    """Whether the office waits for a word on what it holds against the claim."""
    steps = [step for step in correction.steps.all() if step.to_state == CorrectionState.NEEDS_INFO]
    return bool(steps) and steps[-1].purpose == Purpose.HEARING


def _untouched(notice: Notice) -> bool:
    return notice.result in ("", *CANCELLABLE)


def _question_of_the_office(correction: Correction | None) -> str:
    """What the office waits to be told, or nothing."""
    if correction is None or correction.state != CorrectionState.NEEDS_INFO:
        return ""
    steps = reversed(correction.steps.all())
    return next(step.note for step in steps if step.to_state == CorrectionState.NEEDS_INFO)


def _extra_of_lurah(notice: Notice) -> dict[str, Any]:
    """What the disclosure matrix shows to the Lurah beyond the RT."""
    found = LurahExtra.objects.filter(notice=notice).values_list("elements", flat=True).first()
    return dict(found or {})


def _shown_extra(extra: dict[str, Any]) -> list[tuple[str, str]]:
    """The extra elements as they stand in JSON, where a date is text."""
    found = []
    for element in Element:
        value = extra.get(element.value)
        if element == Element.BIRTH and value:
            value = date.fromisoformat(value)
        if value:
            found.append((element.label, words.shown(element, value)))
    return found


def _claims(correction: Correction) -> list[tuple[str, str, str, str]]:
    """Each claimed element: its name, what stands, what should stand, the outcome."""
    outcomes = {"ACCEPTED": "diterima", "REJECTED": "ditolak"}
    return [
        (
            element_label(item.element),
            item.old_value,
            item.claimed_value,
            outcomes.get(item.outcome, ""),
        )
        for item in correction.items.all()
    ]


def _proofs(correction: Correction) -> list[tuple[int, str, datetime]]:
    """Each piece of evidence: its number, what it is, when it was given."""
    return [
        (proof.pk, "PDF" if proof.media_type == PDF else "foto", proof.added_at)
        for proof in correction.evidence.all()
    ]


def _history(answers: list[Answer], *, reader: int) -> list[Entry]:
    """Every answer and every step of its correction, in the order of time."""
    lines: list[Entry] = []
    for answer in answers:
        who = "Anda" if answer.by_id == reader else words.OFFICES.get(answer.office, answer.office)
        lines.append(
            Entry(
                answer.answered_at,
                who,
                f"Menjawab: {AnswerKind(answer.kind).label}",
                answer.remark,
            )
        )
        correction = getattr(answer, "correction", None)
        if correction is None and answer.undone_at is not None:
            lines.append(Entry(answer.undone_at, who, "Jawaban diurungkan"))
        for step in correction.steps.all() if correction else ():
            if not step.from_state:
                continue  # the submission is the answer itself
            by = "Anda" if step.by_id == reader else words.OFFICES.get(step.office, "Disdukcapil")
            what = words.step_words(from_state=step.from_state, to_state=step.to_state)
            lines.append(Entry(step.at, by, what, step.note))
    return sorted(lines, key=lambda line: line.at)
