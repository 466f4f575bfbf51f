from decimal import Decimal

from wacat.values.bilangan import bilangan, persen


def test_thousands_are_parted_by_points() -> None:
    assert bilangan(3332) == "3.332"
    assert bilangan(0) == "0"
    assert bilangan(-1234567) == "-1.234.567"
    assert bilangan(Decimal("3332.5"), decimals=1) == "3.332,5"


def test_percent_has_a_comma_and_a_space_that_does_not_break() -> None:
    assert persen(0.805) == "80,5\u00a0%"
    assert persen(1, decimals=0) == "100\u00a0%"
