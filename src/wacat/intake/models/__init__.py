"""The tables of files and rows, a file for each room."""

from wacat.intake.models.doors import Receipt, Source, SourceToken, WatchedFolder
from wacat.intake.models.files import Batch, BatchRow, Quality, Sample, SavedLayout
from wacat.intake.models.mending import MendedRow, Mending, MendingAct, PlaceAlias, Vanished

__all__ = [
    "Batch",
    "BatchRow",
    "MendedRow",
    "Mending",
    "MendingAct",
    "PlaceAlias",
    "Quality",
    "Receipt",
    "Sample",
    "SavedLayout",
    "Source",
    "SourceToken",
    "Vanished",
    "WatchedFolder",
]
