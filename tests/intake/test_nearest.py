"""What somebody may have meant by an RT or kelurahan that is not there."""

import pytest

from wacat.intake.nearest import nearest_names, nearest_rts


@pytest.mark.parametrize(
    ("written", "first"), [(32, 23), (123, 23), (51, 50), (230, 23), (0, None)]
)
def test_the_nearest_rt_is_a_slip_of_the_finger_away(written: int, first: int | None) -> None:
    known = [1, 2, 3, 23, 24, 49, 50]
    assert (nearest_rts(written, known) or [None])[0] == first


def test_the_nearest_name_is_spelt_almost_so() -> None:
    known = ["Manggar", "Manggar Baru", "Lamaru", "Gunung Samarinda"]
    assert nearest_names("MANGAR", known)[0] == "Manggar"
    assert nearest_names("gunung samarnda", known) == ["Gunung Samarinda"]
    assert nearest_names("Kampung Seberang", known) == []
