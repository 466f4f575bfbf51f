"""The diagrams of states in the documents are those of the code; `--perbarui-sql` writes them anew."""

from pathlib import Path

import pytest

from wacat.ops import diagrams

PAGE = Path(__file__).parents[2] / "docs/rujukan/keadaan.md"


def test_the_diagrams_are_those_of_the_code(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--perbarui-sql"):
        PAGE.write_text(diagrams.text(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == diagrams.text()


def test_every_state_can_be_reached() -> None:
    for chart in diagrams.charts():
        order = list(chart.states.values)
        reached = {order[0]} | {after for _, after in chart.steps}
        assert set(order) == reached, chart.title
