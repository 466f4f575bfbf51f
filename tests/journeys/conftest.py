"""Fixtures of the journeys: a running site and a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.site import Site
from tests.web.test_gallery import browser
from wacat.ops.testdb import TestDatabase

__all__ = ["browser"]


@pytest.fixture
def site(real_database: TestDatabase, tmp_path: Path) -> Iterator[Site]:
    """The product, running."""
    running = Site(database=real_database, folder=tmp_path)
    running.start()
    try:
        yield running
    finally:
        running.stop()
