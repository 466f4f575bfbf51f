"""Random histories of services and answers, and the counts recomputed from them in plain Python."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from hypothesis import strategies as st

from tests import make
from tests.conftest import acting_as
from wacat.accounts.access import enter_system, leave
from wacat.records import actions
from wacat.records.models import Notice, ServiceRecord
from wacat.reports.models import Monthly, Response
from wacat.values.kinds import NEUTRAL, Kind

RTS = [
    "64.71.01.1001.023",
    "64.71.01.1001.024",
    "64.71.01.1004.001",
    "64.71.02.1001.001",
]
DAYS = [date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31)]
KINDS = ["PINDAH_DALAM_KOTA", "PINDAH_KELUAR", "DATANG", "AKTA_KELAHIRAN", "AKTA_KEMATIAN", "KK_UBAH",
         "KTP_EL", "AKTA_PERCERAIAN", "CETAK_ULANG"]  # fmt: skip

one_service = st.fixed_dictionaries(
    {
        "rt": st.sampled_from(RTS),
        "origin": st.sampled_from([None, *RTS]),
        "kind": st.sampled_from(KINDS),
        "sex": st.sampled_from(["L", "P", ""]),
        "citizenship": st.sampled_from(["WNI", "WNA", ""]),
        "served_on": st.sampled_from(DAYS),
    }
)
acts = st.one_of(
    st.tuples(st.just("publish"), st.lists(one_service, min_size=1, max_size=4)),
    st.tuples(
        st.just("answer"),
        st.integers(0, 30),
        st.sampled_from(["CONFIRMED", "CORRECTED", "NOT_MINE", ""]),
        st.integers(0, 100),
    ),
    st.tuples(st.just("withdraw"), st.integers(0, 5)),
    st.tuples(st.just("close"), st.integers(0, 30)),
)


def reach_of(row: dict[str, Any]) -> int:
    """The reach that intake would find."""
    if row["origin_rt_id"] is None:
        return 3 if row["kind"] == "PINDAH_DALAM_KOTA" else 0
    if row["origin_kelurahan_id"] == row["kelurahan_id"]:
        return 1
    return 2 if row["origin_kecamatan_id"] == row["kecamatan_id"] else 3


def staged(service: dict[str, Any]) -> dict[str, Any]:
    """A row ready to publish; only moves and changes of address have an origin."""
    moving = service["kind"] in ("PINDAH_DALAM_KOTA", "KK_UBAH")
    row = make.row(**service | {"origin": service["origin"] if moving else None})
    return row | {"reach": reach_of(row)}


@contextmanager
def as_system() -> Iterator[None]:
    """The worker's role and context."""
    with acting_as("wacat_job"):
        enter_system(make.account("sistem").pk)
        yield
        leave()


@contextmanager
def forgotten() -> Iterator[None]:
    """Take back what one example did."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Life:
    """What happens in a history: it remembers the batches and notices so far."""

    def __init__(self) -> None:
        self.batches: list[int] = []
        self.notices: list[Notice] = []

    def do(self, event: tuple[Any, ...]) -> None:
        """Let one of `acts` happen."""
        act, *values = event
        if act == "publish":
            self.batches.append(9_000_000 + len(self.batches))
            rows = [staged(service) for service in values[0]]
            self.notices += make.publish(*rows, batch_id=self.batches[-1])
        elif act == "withdraw" and self.batches:
            with as_system():
                batch = self.batches[values[0] % len(self.batches)]
                actions.withdraw(batch_id=batch, at=make.NOW, reason="Keliru")
        elif act in ("answer", "close") and self.notices:
            self._touch(self.notices[values[0] % len(self.notices)].pk, act, values)

    def _touch(self, notice_id: int, act: str, values: list[Any]) -> None:
        with as_system():
            standing = Notice.objects.filter(pk=notice_id).exclude(state="WITHDRAWN")
            if act == "close":
                standing.filter(answer="").update(state="CLOSED_UNANSWERED")
            elif standing.exists():
                at = later(values[2])
                actions.mark_answered(notice_id=notice_id, answer=values[1], at=at)


def kept() -> tuple[dict[Any, Any], dict[Any, Any]]:
    """The counts as the tables have them now, zeros left out."""
    with as_system():
        monthly = {
            (m.rt_id, m.month, m.kind, m.sex, m.side, m.reach, m.detail, m.served_month): (
                m.count,
                m.wni,
                m.wna,
            )
            for m in Monthly.objects.all()
            if (m.count, m.wni, m.wna) != (0, 0, 0)
        }
        response = {
            (r.rt_id, r.month, r.outcome, r.served_month): (r.count, r.seconds, r.prompt)
            for r in Response.objects.all()
            if (r.count, r.seconds, r.prompt) != (0, 0, 0)
        }
    return monthly, response


def rebuild() -> None:
    """Compute all counts anew from records and notices."""
    with as_system(), connection.cursor() as cursor:
        cursor.execute("SELECT wacat.rollup_rebuild()")


def counted() -> tuple[dict[Any, Any], dict[Any, Any]]:
    """The counts as Python finds them in records and notices."""
    with as_system():
        records = list(ServiceRecord.objects.filter(withdrawn_at=None))
        notices = list(Notice.objects.exclude(state__in=["WITHDRAWN", "PREPARED"]))
    monthly: dict[Any, tuple[int, int, int]] = {}

    def add(key: Any, citizenship: str) -> None:
        n, wni, wna = monthly.get(key, (0, 0, 0))
        monthly[key] = n + 1, wni + (citizenship == "WNI"), wna + (citizenship == "WNA")

    for r in records:
        sides = [(r.rt_id, "P")]
        if r.origin_rt_id is not None and r.origin_rt_id != r.rt_id:
            sides.append((r.origin_rt_id, "O"))
        reach = 0 if r.origin_rt_id == r.rt_id else r.reach
        restricted = Kind(r.kind).urgency == "C"
        for rt_id, side in sides:
            key = (rt_id, r.served_on.replace(day=1))
            month = r.served_on.replace(day=1)
            tail = (r.sex, side, reach)
            kind = NEUTRAL if restricted else r.kind
            add((*key, kind, *tail, False, month), r.citizenship)
            if restricted:
                add((*key, r.kind, *tail, True, month), r.citizenship)
    return monthly, _responses(notices)


def _responses(notices: list[Notice]) -> dict[Any, Any]:
    found: dict[Any, Any] = {}

    def add(key: Any, seconds: int, prompt: int) -> None:
        before = found.get(key, (0, 0, 0))
        found[key] = (before[0] + 1, before[1] + seconds, before[2] + prompt)

    for n in notices:
        key = (n.rt_id, n.served_on.replace(day=1))
        month = n.served_on.replace(day=1)
        add((*key, "TOLD", month), 0, 0)
        if n.answer and n.answered_at:
            waited: timedelta = n.answered_at - n.published_at
            add((*key, n.answer, month), int(waited.total_seconds()), waited <= timedelta(hours=72))
        if n.state == "CLOSED_UNANSWERED":
            add((*key, "CLOSED", month), 0, 0)
    return found


def later(hours: int) -> datetime:
    """That many hours after everything was published."""
    return make.NOW + timedelta(hours=hours)
