"""What stands behind a figure of a report: records for those who may read them, else notices.

Of a locked period it is what was known when it was locked. What is not kept is what somebody had
answered before he changed his answer: an answer counts from the moment at which the present one was given.
"""

from wacat.reports.behind.figure import (
    ANSWERS,
    CHANGES,
    CORRECTIONS,
    DECISIONS,
    PARTS,
    Figure,
    kind_choices,
    lock_of,
)
from wacat.reports.behind.notices import notices
from wacat.reports.behind.number import number
from wacat.reports.behind.records import records

__all__ = [
    "ANSWERS",
    "CHANGES",
    "CORRECTIONS",
    "DECISIONS",
    "PARTS",
    "Figure",
    "kind_choices",
    "lock_of",
    "notices",
    "number",
    "records",
]
