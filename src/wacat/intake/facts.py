"""What makes two rows one fact, so that importing again, or a second file, adds nothing.

- With a document number: kind + number + person. The number identifies the service.
- Without one: kind + person + date + RTs.
- A move inside the city: person + RT of origin + RT of destination + period of 30 days. It reaches us
  in a file of departures and in one of arrivals, with two numbers and two dates: no number, and the
  periods beside count as the same move.

A person is the NIK, or where there is none the name and the birth date.
"""

from datetime import date
from hashlib import md5

from wacat.values.kinds import Kind
from wacat.values.text import key

PERIOD_DAYS = 30
INSIDE = Kind.PINDAH_DALAM_KOTA  # a member of an enumeration takes long to reach


def person_key(*, nik: str, name: str, birth_on: date | None) -> str:
    """What identifies the person of a row."""
    return nik or f"{key(name) or name}/{birth_on or ''}"


def fact_key(
    *, kind: str, number: str, person: str, served_on: date, rt_id: int, origin_rt_id: int
) -> tuple[str, tuple[str, ...]]:
    """The key of a fact, and the keys beside it under which it may be known already."""
    if kind == INSIDE:
        period = served_on.toordinal() // PERIOD_DAYS
        before, own, after = (
            _hash(f"{kind}|{person}|{origin_rt_id}|{rt_id}|{place}")
            for place in (period - 1, period, period + 1)
        )
        return own, (before, after)
    if number:
        return _hash(f"{kind}|{person}|{number}"), ()
    return _hash(f"{kind}|{person}|{served_on}|{rt_id}|{origin_rt_id}"), ()


def _hash(facts: str) -> str:
    return md5(facts.encode(errors="replace"), usedforsecurity=False).hexdigest()
