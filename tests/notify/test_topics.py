"""No topic can carry a resident's data outside, whatever numbers it is given."""

import re
from pathlib import Path
from string import Formatter

from hypothesis import given
from hypothesis import strategies as st

from wacat.areas.models import Area
from wacat.notify import composing
from wacat.notify.models import Message
from wacat.notify.topics import TOPICS, Topic

SOURCES = Path(__file__).parents[2] / "src/wacat"
FIELDS = {"jumlah", "tempat", "jabatan", "tautan", "isi"}
# a NIK or KK, a telephone number, an e-mail address, a street
LOOKS_PERSONAL = re.compile(r"\d{10,}|@|\bJl\b|\bNIK\b|\bKK\b|\bAlm\b", re.IGNORECASE)
topics = st.sampled_from(sorted(TOPICS.values(), key=lambda topic: topic.code))
offices = st.sampled_from(["KETUA_RT", "LURAH", "OPERATOR", "ADMINISTRATOR", ""])
numbers = st.integers(0, composing.LARGEST_ID - 1)


def letter(topic: Topic, *, office: str, ids: dict[str, int], count: int) -> composing.Letter:
    """What such a message would say in RT 023 of Manggar."""
    message = Message(
        pk=1, topic=topic.code, office=office, count=count, ids=ids,
        path=composing.path_of(topic, ids=ids, office=office),
        rt=Area(pk=3, level="RT", name="RT 023") if office == "KETUA_RT" else None,
        kelurahan=Area(pk=2, name="Manggar") if office in ("KETUA_RT", "LURAH") else None,
        city=Area(pk=1, name="Kota Balikpapan"),
    )  # fmt: skip
    return composing.compose(message, to="seseorang@contoh.test")


@given(topic=topics, office=offices, notice=numbers, other=numbers, count=numbers)
def test_no_text_carries_anything_personal(
    topic: Topic, office: str, notice: int, other: int, count: int
) -> None:
    ids = {"notice_id": notice, "correction_id": other, "bagian_id": other}
    made = letter(topic, office=office, ids=ids, count=count)
    for text in (made.subject, made.long, made.short):
        assert not LOOKS_PERSONAL.search(text.replace(made.link, ""))
        assert "{" not in text
    assert re.fullmatch(r"https?://[^/]+/[a-z0-9/-]*", made.link)


@given(
    value=st.one_of(
        st.text(),
        st.floats(),
        st.none(),
        st.booleans(),
        st.integers(min_value=composing.LARGEST_ID),
    )
)
def test_only_small_numbers_are_taken(value: object) -> None:
    assert not composing.fits({"notice_id": value})  # type: ignore[dict-item]


def test_topics_use_only_the_known_fields() -> None:
    for topic in TOPICS.values():
        texts = topic.subject + topic.long + topic.short
        assert {name for _, name, _, _ in Formatter().parse(texts) if name} <= FIELDS, topic.code
        assert "!" not in texts
        assert len(topic.subject) <= 78
        assert topic.urgency in "AB"


def test_a_short_text_fits_into_two_sms() -> None:
    for topic in TOPICS.values():
        made = letter(topic, office="KETUA_RT", ids={"notice_id": 10**8}, count=12)
        assert len(made.short) - len(made.link) <= 200, topic.code


def test_every_topic_that_the_code_tells_of_exists() -> None:
    """A job with an unknown topic would fail where nobody looks, and the person would never know."""
    told = {
        topic
        for path in SOURCES.rglob("*.py")
        for topic in re.findall(r"\btopic=\"([A-Z_]+)\"", path.read_text(encoding="utf-8"))
    }
    assert {"TERM_ENDING", "REVOKED", "HANDED_OVER"} <= told
    assert told <= set(TOPICS)
