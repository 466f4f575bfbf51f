import pytest

from wacat.values.phone import international, telepon


@pytest.mark.parametrize("written", ["081234567890", "0812-3456-7890", "+62 812 3456 7890"])
def test_one_number_however_it_is_written(written: str) -> None:
    assert international(written) == "6281234567890"
    assert telepon(written) == "0812-3456-7890"


def test_no_number_stays_none() -> None:
    assert international("") == ""
    assert telepon("") == ""
