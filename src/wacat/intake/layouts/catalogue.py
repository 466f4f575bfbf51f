"""The layouts that are known, loaded and validated when the program starts.

A new layout is a new file in `data/`, or in the folder that `WACAT_LAYOUTS` names.
"""

import os
from pathlib import Path

from wacat.intake.layouts.fields import DATA
from wacat.intake.layouts.layout import Layout
from wacat.intake.layouts.loader import check_together, load

FOLDER = "WACAT_LAYOUTS"


def load_all(own: str = "") -> tuple[Layout, ...]:
    """The layouts that come with the program, and those of the office's own folder.

    Raises:
        CannotLoadLayout: one of them is wrong.
    """
    found = load(DATA) + (load(Path(own)) if own else ())
    check_together(found)
    return found


LAYOUTS = load_all(os.environ.get(FOLDER, ""))
BY_CODE = {layout.code: layout for layout in LAYOUTS}
SERVICE_LIST = BY_CODE["layanan"]
