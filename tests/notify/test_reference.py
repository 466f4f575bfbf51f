"""The reference for the IT staff says what the code reads."""

from pathlib import Path

from wacat.config.delivery import SETTINGS

REFERENCE = Path(__file__).parents[2] / "docs/rujukan/pengiriman.md"


def test_the_reference_lists_every_setting_as_it_is() -> None:
    rows = [
        f"| `{setting.name}` | {f'`{setting.default}`' if setting.default else '(kosong)'} "
        f"| {setting.meaning} |"
        for setting in SETTINGS
    ]
    told = [line for line in REFERENCE.read_text().splitlines() if line.startswith("| `WACAT_")]
    assert told == rows
