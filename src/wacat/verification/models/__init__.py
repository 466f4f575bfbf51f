"""Answers, corrections per element, their evidence, every step, and what stands beside them."""

from wacat.verification.models.claims import (
    Answer,
    Basis,
    Correction,
    CorrectionItem,
    Evidence,
    Purpose,
    Step,
    ToldBy,
)
from wacat.verification.models.patterns import DenialPattern, PatternKind
from wacat.verification.models.settlement import ClockRound, CoSign, Inquiry, Objection

__all__ = [
    "Answer",
    "Basis",
    "ClockRound",
    "CoSign",
    "Correction",
    "CorrectionItem",
    "DenialPattern",
    "Evidence",
    "Inquiry",
    "Objection",
    "PatternKind",
    "Purpose",
    "Step",
    "ToldBy",
]
