"""The tables of the package, one file a subject."""

from wacat.evaluation.models.consistency import Consistency, Source
from wacat.evaluation.models.editions import (
    Edition,
    EditionFile,
    Evaluation,
    EvaluationStep,
    Paper,
)
from wacat.evaluation.models.following import FollowUp, FollowUpStep
from wacat.evaluation.models.weekly import WeeklySummary

__all__ = [
    "Consistency",
    "Edition",
    "EditionFile",
    "Evaluation",
    "EvaluationStep",
    "FollowUp",
    "FollowUpStep",
    "Paper",
    "Source",
    "WeeklySummary",
]
