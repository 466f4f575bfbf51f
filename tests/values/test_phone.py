from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wacat.values.phone import CannotReadPhone, international, masked, mobile, telepon


@pytest.mark.parametrize("written", ["081234567890", "0812-3456-7890", "+62 812 3456 7890"])
def test_one_number_however_it_is_written(written: str) -> None:
    assert international(written) == "6281234567890"
    assert telepon(written) == "0812-3456-7890"


def test_no_number_stays_none() -> None:
    assert international("") == ""
    assert telepon("") == ""


@pytest.mark.parametrize(
    "written",
    ["0812-3456-7890", "+62 812 3456 7890", "812.3456.7890", "'081234567890", "00 62 812 3456 7890",
     "+62 (0)812-3456-7890", "0812–3456–7890", "٠٨١٢٣٤٥٦٧٨٩٠",
     "\u202a+6281234567890\u202c"],
)  # fmt: skip
def test_any_spelling_is_kept_as_one(written: str) -> None:
    assert mobile(written) == "6281234567890"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "Isi nomor HP"),
        ("0542-7654321", "bukan nomor HP"),
        ("0812", "kurang"),
        ("0812345678901234", "terlalu banyak"),
        ("0812-3456-7890 / 0857-1234-5678", "satu nomor"),
        ("nol delapan", "hanya berisi angka"),
        ("8.12E+11", "hanya berisi angka"),
    ],
)
def test_what_is_no_mobile_number_says_why(written: str, said: str) -> None:
    with pytest.raises(CannotReadPhone, match=said):
        mobile(written)


SEPARATORS = st.sampled_from(["", " ", "-", ".", " - ", "\u00a0"])


@given(
    own=st.from_regex(r"8[1-9][0-9]{7,10}", fullmatch=True),
    before=st.sampled_from(["0", "62", "+62", "+62 ", "0062", "(+62) ", "", "+62 0"]),
    data=st.data(),
)
def test_however_the_digits_are_parted(own: str, before: str, data: st.DataObject) -> None:
    parted = "".join(digit + data.draw(SEPARATORS) for digit in own)
    assert mobile(f" {before}{parted} ") == f"62{own}"
    assert mobile(mobile(before + parted)) == f"62{own}"


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    with suppress(CannotReadPhone):
        found = mobile(text)
        assert found.isascii()
        assert found.isdigit()
        assert 11 <= len(found) <= 14


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("6281234567890", "0812-****-7890"),
        ("081234567", "0812-*456-7"),
        ("", ""),
        ("112", "112"),
    ],
)
def test_the_middle_of_a_number_is_hidden(number: str, shown: str) -> None:
    assert masked(number) == shown
