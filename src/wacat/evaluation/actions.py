"""The only writer of evaluations: count, lock, give back, sign, take up again (Pasal 11)."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from wacat.accounts.access import Visitor
from wacat.audit.actions import note
from wacat.evaluation import figures
from wacat.evaluation.measures import Semester
from wacat.evaluation.models import Edition, EditionFile, Evaluation, EvaluationStep, Paper
from wacat.evaluation.states import TRANSITIONS, EvaluationState
from wacat.reports.actions import ALPHABET, CODE_LENGTH
from wacat.values.refusal import Refusal

E = EvaluationState
LONGEST_REASON = 300
LONGEST_REMARK = 4000


class CannotEvaluate(Refusal):
    """The evaluation cannot take this step; the message says why and what to do."""


def progress_key(key: str) -> str:
    """Under which the progress of counting a semester is told."""
    return f"evaluation:{key}"


@transaction.atomic
def count(*, semester: Semester, at: datetime) -> Edition:
    """Count the semester into its open edition, which is made when there is none; in the worker's context.

    Raises:
        CannotEvaluate: the semester has not begun, or its edition is locked.
    """
    if at < semester.since:
        raise CannotEvaluate(
            "Semester itu belum mulai. Pilih semester yang berjalan atau yang lalu."
        )
    evaluation, _ = Evaluation.objects.get_or_create(
        city=semester.city, key=semester.key, defaults={"first": semester.first, "moved_at": at}
    )
    evaluation = _locked(evaluation.pk)
    if evaluation.state != E.OPEN:
        raise CannotEvaluate("Evaluasi ini sudah dikunci, sehingga angkanya tidak dihitung lagi.")
    edition = _edition(evaluation)
    edition.figures = figures.canonical(figures.build(semester, at=at))
    edition.sha256 = figures.sha256(edition.figures)
    edition.counted_at = at
    edition.save(update_fields=["figures", "sha256", "counted_at"])
    note(act="evaluation.count", of="evaluation", ids=[evaluation.pk])
    return edition


@transaction.atomic
def annotate(*, evaluation_id: int, remark: str, by: Visitor, at: datetime) -> None:
    """Keep what the sekretaris writes to the figures, while the evaluation is open.

    Raises:
        Evaluation.DoesNotExist: there is none.
        CannotEvaluate: it is locked, or somebody else's to write.
    """
    evaluation = _locked(evaluation_id)
    if evaluation.state != E.OPEN or by.role not in TRANSITIONS[E.OPEN, E.LOCKED]:
        raise CannotEvaluate("Catatan ditulis oleh Sekretaris selama evaluasi masih disusun.")
    edition = _edition(evaluation)
    edition.remark = remark.strip()[:LONGEST_REMARK]
    edition.save(update_fields=["remark"])
    note(act="evaluation.annotate", of="evaluation", ids=[evaluation.pk])


@transaction.atomic
def lock(*, evaluation_id: int, by: Visitor, at: datetime) -> Evaluation:
    """Hand the counted edition to the Kepala; from now on its figures do not change.

    Raises:
        Evaluation.DoesNotExist: there is none.
        CannotEvaluate: not his step, nothing counted, or the semester still runs.
    """
    evaluation = _locked(evaluation_id)
    _check(evaluation, to=E.LOCKED, by=by)
    edition = _edition(evaluation)
    if not edition.sha256 or edition.counted_at is None:
        raise CannotEvaluate("Hitung dahulu angkanya, lalu kunci.")
    ended = Semester(city=evaluation.city, first=evaluation.first).until
    if at < ended or edition.counted_at < ended:
        raise CannotEvaluate(
            "Semester ini belum selesai ketika dihitung. Hitung lagi sesudah semester selesai."
        )
    edition.locked_at, edition.locked_by_id = at, by.account_id
    edition.save(update_fields=["locked_at", "locked_by"])
    return _move(evaluation, E.LOCKED, by=by, at=at, sha256=edition.sha256)


@transaction.atomic
def give_back(*, evaluation_id: int, reason: str, by: Visitor, at: datetime) -> Evaluation:
    """Open a locked evaluation again, so that it can be counted or worded anew; with the reason.

    Raises:
        Evaluation.DoesNotExist: there is none.
        CannotEvaluate: it is not locked, or no reason is given.
    """
    evaluation = _locked(evaluation_id)
    if evaluation.state != E.LOCKED:
        raise CannotEvaluate("Evaluasi ini tidak sedang menunggu pengesahan.")
    _check(evaluation, to=E.OPEN, by=by)
    moved = _move(evaluation, E.OPEN, by=by, at=at, reason=_said(reason))
    edition = _edition(evaluation)
    edition.locked_at = edition.locked_by = None
    edition.save(update_fields=["locked_at", "locked_by"])
    return moved


@transaction.atomic
def sign(*, evaluation_id: int, sha256: str, by: Visitor, at: datetime) -> Edition:
    """The Kepala signs the edition he has read: `sha256` is the one that stood on his page.

    Raises:
        Evaluation.DoesNotExist: there is none.
        CannotEvaluate: not his step, he locked it himself, or it is another edition by now.
    """
    evaluation = _locked(evaluation_id)
    _check(evaluation, to=E.SIGNED, by=by)
    edition = _edition(evaluation)
    if edition.sha256 != sha256:
        raise CannotEvaluate(
            "Angkanya sudah berubah sejak Anda membacanya. Muat ulang halaman ini."
        )
    if edition.locked_by_id == by.account_id:
        raise CannotEvaluate("Evaluasi disahkan oleh orang lain daripada yang menguncinya.")
    edition.signed_at, edition.signed_by_id = at, by.account_id
    edition.save(update_fields=["signed_at", "signed_by"])
    Paper.objects.create(
        code=edition.code, evaluation=evaluation, revision=edition.revision, sha256=sha256, signed_at=at
    )  # fmt: skip
    _move(evaluation, E.SIGNED, by=by, at=at, sha256=sha256)
    return edition


@transaction.atomic
def revise(*, evaluation_id: int, reason: str, by: Visitor, at: datetime) -> Edition:
    """Take a signed evaluation up again as the next revision; the signed one stays as it is.

    Raises:
        Evaluation.DoesNotExist: there is none.
        CannotEvaluate: it is not signed, or no reason is given.
    """
    evaluation = _locked(evaluation_id)
    if evaluation.state != E.SIGNED:
        raise CannotEvaluate("Hanya evaluasi yang sudah disahkan yang dapat direvisi.")
    _check(evaluation, to=E.OPEN, by=by)
    before = _edition(evaluation)
    evaluation.revision += 1
    _move(evaluation, E.OPEN, by=by, at=at, reason=_said(reason))
    made = _edition(evaluation, reason=_said(reason))
    made.remark = before.remark
    made.save(update_fields=["remark"])
    return made


def keep_file(edition: Edition, *, suffix: str, content: bytes, at: datetime) -> bytes:
    """Keep the bytes of a signed edition the first time they are made; what is kept comes back."""
    kept, _ = EditionFile.objects.get_or_create(
        edition=edition, suffix=suffix,
        defaults={
            "city_id": edition.city_id, "content": content, "made_at": at,
            "sha256": hashlib.sha256(content).hexdigest(),
        },
    )  # fmt: skip
    return bytes(kept.content)


def _locked(evaluation_id: int) -> Evaluation:
    return (
        Evaluation.objects.select_for_update(of=("self",))
        .select_related("city")
        .get(pk=evaluation_id)
    )


def _edition(evaluation: Evaluation, *, reason: str = "") -> Edition:
    """The edition of the present revision, made when it is not there yet."""
    found, _ = Edition.objects.get_or_create(
        evaluation=evaluation, revision=evaluation.revision,
        defaults={
            "city_id": evaluation.city_id, "reason": reason,
            "code": "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)),
        },
    )  # fmt: skip
    return found


def _check(evaluation: Evaluation, *, to: EvaluationState, by: Visitor) -> None:
    allowed = TRANSITIONS.get((E(evaluation.state), to))
    if allowed is None:
        raise CannotEvaluate(
            f"Evaluasi ini berstatus {evaluation.get_state_display().lower()}. Muat ulang halaman ini."
        )
    if by.role not in allowed:
        raise CannotEvaluate("Langkah ini dilakukan oleh jabatan lain.")


def _said(reason: str) -> str:
    if not reason.strip():
        raise CannotEvaluate("Tulis alasannya.")
    return reason.strip()[:LONGEST_REASON]


def _move(
    evaluation: Evaluation,
    to: EvaluationState,
    *,
    by: Visitor,
    at: datetime,
    reason: str = "",
    sha256: str = "",
) -> Evaluation:
    before, evaluation.state, evaluation.moved_at = evaluation.state, to, at
    evaluation.save(update_fields=["state", "revision", "moved_at"])
    EvaluationStep.objects.create(
        evaluation=evaluation, city_id=evaluation.city_id, revision=evaluation.revision,
        from_state=before, to_state=to, by_id=by.account_id, office=by.role, at=at, reason=reason,
        sha256=sha256,
    )  # fmt: skip
    note(act=f"evaluation.{to.lower()}", of="evaluation", ids=[evaluation.pk])
    return evaluation
