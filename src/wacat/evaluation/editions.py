"""Reads of evaluations: the list, one with its editions, and what a QR code leads to."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from wacat.areas.models import Area
from wacat.evaluation.measures import Semester
from wacat.evaluation.models import Edition, Evaluation, EvaluationStep, Paper


def evaluations(city: Area) -> QuerySet[Evaluation]:
    """Every evaluation of a city, the newest first."""
    return Evaluation.objects.filter(city=city).order_by("-first")


def find(semester: Semester, *, revision: int | None = None) -> Edition | None:
    """An edition of a semester: that revision, else the present one."""
    found = Edition.objects.filter(
        evaluation__city=semester.city, evaluation__key=semester.key
    ).select_related("evaluation__city", "locked_by__person", "signed_by__person")
    if revision is not None:
        return found.filter(revision=revision).first()
    return found.order_by("-revision").first()


def editions_of(evaluation: Evaluation) -> QuerySet[Edition]:
    """Its editions without their figures, the newest first."""
    found = evaluation.editions.select_related("signed_by__person").defer("figures")
    return found.order_by("-revision")


def steps_of(evaluation: Evaluation) -> QuerySet[EvaluationStep]:
    """Every step, the newest first."""
    return evaluation.steps.select_related("by__person").order_by("-id")


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A signed edition as anybody may know it: no figures. `holds` says no later one took its place."""

    code: str
    semester: Semester
    revision: int
    sha256: str
    signed_at: datetime
    holds: bool


def find_printed(code: str) -> Printed | None:
    """The signed edition of that code, or None."""
    paper = Paper.objects.filter(code=code).select_related("evaluation__city").first()
    if paper is None:
        return None
    evaluation = paper.evaluation
    later = evaluation.papers.filter(revision__gt=paper.revision).exists()
    return Printed(
        code=paper.code,
        semester=Semester(city=evaluation.city, first=evaluation.first),
        revision=paper.revision,
        sha256=paper.sha256,
        signed_at=paper.signed_at,
        holds=not later,
    )
