"""What stands behind a figure of a report: records for those who may read them, else notices.

Of a locked period it is what was known when it was locked. What is not kept is what somebody had
answered before he changed his answer: an answer counts from the moment at which the present one was given.
"""

from wacat.reports.behind.figure import (
    ANSWERS,
    CHANGES,
    CORRECTIONS,
    DECISIONS,
    EVERY_CHANGE,
    PARTS,
    Figure,
    kind_choices,
    lock_of,
)
from wacat.reports.behind.notices import notices
from wacat.reports.behind.number import number, population
from wacat.reports.behind.people import people, people_total
from wacat.reports.behind.records import records
from wacat.reports.behind.slowest import MICROSECOND, TIMED, quicker_than, slowest

__all__ = [
    "ANSWERS",
    "CHANGES",
    "CORRECTIONS",
    "DECISIONS",
    "EVERY_CHANGE",
    "MICROSECOND",
    "PARTS",
    "TIMED",
    "Figure",
    "kind_choices",
    "lock_of",
    "notices",
    "number",
    "people",
    "people_total",
    "population",
    "quicker_than",
    "records",
    "slowest",
]
