"""The reference page says what the tables say."""

from pathlib import Path

from wacat.intake.checks import CHECKS
from wacat.intake.layouts.fields import LABELS
from wacat.intake.reference import page

PAGE = Path(__file__).parents[2] / "docs/rujukan/pemeriksaan.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text() == page(), f"write it anew: {page.__module__}.page()"


def test_every_check_names_a_known_field_and_a_remedy() -> None:
    for check in CHECKS.values():
        assert check.field in {"", "from_rt", *LABELS}
        assert check.message.endswith(".")
        assert check.remedy.endswith(".")
