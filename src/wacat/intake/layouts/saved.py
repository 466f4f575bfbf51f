"""What an operator said about the columns of a file, as the reading child is told it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wacat.intake.layouts.catalogue import BY_CODE, SERVICE_LIST
from wacat.intake.layouts.fields import words
from wacat.intake.layouts.layout import Layout


@dataclass(frozen=True)
class Saved:
    """A mapping: from field to place of its column, for a heading row with this fingerprint.

    `given` holds what every row has (such as the kind of service) where no column says it.
    """

    id: int
    fingerprint: str
    columns: Mapping[str, int]
    given: Mapping[str, str]
    layout: Layout = SERVICE_LIST

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> "Saved":
        """Back from `facts`."""
        return cls(
            id=facts["id"],
            fingerprint=facts["fingerprint"],
            columns=facts["columns"],
            given=facts["given"],
            layout=BY_CODE.get(facts["layout"], SERVICE_LIST),
        )

    def facts(self) -> dict[str, Any]:
        """As plain data, for another process."""
        return {
            "id": self.id,
            "fingerprint": self.fingerprint,
            "columns": dict(self.columns),
            "given": dict(self.given),
            "layout": self.layout.code,
        }


def fingerprint(headings: Sequence[str]) -> str:
    """What two files with the same headings share, whatever the spelling, case and empty columns behind."""
    forms = ["+".join(words(heading)) for heading in headings]
    while forms and not forms[-1]:
        forms.pop()
    return hashlib.sha256("|".join(forms).encode()).hexdigest()
