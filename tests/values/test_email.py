from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wacat.values.email import CannotReadEmail, address


@pytest.mark.parametrize(
    "written", ["sari@contoh.id", " Sari@Contoh.ID ", "<sari@contoh.id>;", "mailto:sari@contoh.id"]
)
def test_one_address_however_it_is_written(written: str) -> None:
    assert address(written) == "sari@contoh.id"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "Isi alamat"),
        ("sari@contoh", "tidak lengkap"),
        ("sari contoh.id", "tidak lengkap"),
        ("a@b.id, c@d.id", "satu alamat"),
        ("sari@gmail.con", "Mungkin sari@gmail.com"),
        ("=HYPERLINK(1)@b.id", "tidak lengkap"),
    ],
)
def test_what_is_no_address_says_why(written: str, said: str) -> None:
    with pytest.raises(CannotReadEmail, match=said):
        address(written)


@given(st.text(max_size=60) | st.emails())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    with suppress(CannotReadEmail):
        found = address(text)
        assert found == address(found)
        assert not set(found) & set(" <>\"'();,\n\r\t\0") - {"'"}
