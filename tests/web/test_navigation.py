"""Every place of the navigation has an icon that the front end carries, and leads somewhere."""

import json
from pathlib import Path

from django.urls import resolve

from wacat.web.navigation import PLACES

ICONS = Path(__file__).parents[2] / "frontend/icons.json"


def test_every_place_has_an_icon_and_a_page() -> None:
    places = [place for office in PLACES.values() for place in office]
    known = set(json.loads(ICONS.read_text()))
    assert {place.icon for place in places} - known == set()
    for place in places:
        assert resolve(place.url)
