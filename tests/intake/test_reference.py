"""The reference and the guide say what the tables and the layouts say."""

from pathlib import Path

from wacat.intake.checks import CHECKS
from wacat.intake.layouts.catalogue import LAYOUTS
from wacat.intake.layouts.fields import LABELS
from wacat.intake.quality import WARNING_WEIGHT, Counts
from wacat.intake.reference import layout_pages, layouts_page, page

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "rujukan/pemeriksaan.md"
GUIDE = DOCS / "panduan/operator/susunan-berkas.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text() == page(), f"write it anew: {page.__module__}.page()"


def test_the_guide_has_a_page_for_every_layout() -> None:
    assert GUIDE.read_text() == layouts_page(), (
        "write it anew: wacat.intake.reference.layouts_page()"
    )
    pages = layout_pages()
    assert len(pages) == len(LAYOUTS)
    for name, text in pages.items():
        assert (GUIDE.parent / name).read_text() == text, (
            f"write {name} anew: wacat.intake.reference.layout_pages()"
        )
        assert f"]({name})" in GUIDE.read_text()
    standing = {file.name for file in GUIDE.parent.glob("susunan-*.md")} - {GUIDE.name}
    assert standing == pages.keys()


def test_the_formula_of_the_score_stands_in_the_reference() -> None:
    told = (DOCS / "rujukan/mutu.md").read_text()
    assert f"{WARNING_WEIGHT}".replace(".", ",") in told
    assert (Counts(980, 50, 20).score, Counts(100, 0, 0).score, Counts().score) == (97, 100, None)
    assert Counts(199, 1, 0).score == 99, "one note is never rounded away"


def test_every_check_names_a_known_field_and_a_remedy() -> None:
    for check in CHECKS.values():
        assert check.field in {"", "from_rt", *LABELS}
        assert check.message.endswith(".")
        assert check.remedy.endswith(".")
