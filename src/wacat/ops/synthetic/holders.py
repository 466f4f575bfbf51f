"""Office holders: 1,700 RT heads less the vacancies, 34 Lurah, the staff, and their accounts."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import polars as pl
from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from wacat.accounts import pledge
from wacat.accounts.models import (
    Account,
    AccountState,
    Appointment,
    AppointmentKind,
    Basis,
    EndReason,
    Office,
    Person,
    Pledge,
)
from wacat.accounts.user_names import user_name
from wacat.areas.models import Area, AreaCode
from wacat.ops.synthetic import proposals, staff
from wacat.ops.synthetic.chance import Chance
from wacat.ops.synthetic.holder import Holder
from wacat.ops.synthetic.words import FAMILIES, MEN, WOMEN


def load(*, password: str, at: datetime, heads: bool = True) -> int:
    """Appoint everybody and give them accounts; returns how many hold an office now.

    Without `heads` nobody heads an RT yet.
    """
    areas = {code.code: code.area for code in AreaCode.objects.select_related("area")}
    demo = _demo(areas, password=password, at=at)
    territorial = (Office.KETUA_RT, Office.LURAH)
    taken = {area for holder in demo if holder.office in territorial for area in holder.areas}
    if not heads:
        demo = [holder for holder in demo if holder.office != Office.KETUA_RT]
    others = _heads(areas, at=at, taken=taken) if heads else []
    holders = [*demo, *_lurah(areas, at=at, taken=taken), *_operators(areas, at=at), *others]
    _store(holders, at=at)
    return sum(1 for holder in holders if holder.end is None)


def set_password(password: str) -> None:
    """Give the demo's people another password; one hash for all, hashing is meant to be slow."""
    usernames = [somebody.username for somebody in staff.DEMO]
    Account.objects.filter(username__in=usernames).update(password=make_password(password))


def _demo(areas: dict[str, Area], *, password: str, at: datetime) -> list[Holder]:
    hashed = make_password(password)
    return [
        Holder(
            name=somebody.name,
            username=somebody.username,
            office=somebody.office,
            areas=tuple(areas[place].pk for place in (somebody.place, *somebody.also)),
            start=at - timedelta(days=3 if somebody.new else 700),
            password=hashed,
            must_change=somebody.new,
            phone=f"628115400{number:04d}",
        )
        for number, somebody in enumerate(staff.DEMO)
    ]


def _names(count: int, *, seed: int) -> pl.DataFrame:
    chance = Chance(seed=seed, key="row")
    woman = chance.happens("woman", share=0.3)
    given = pl.when(woman).then(chance.pick("w", WOMEN)).otherwise(chance.pick("m", MEN))
    return pl.DataFrame({"row": range(count)}).with_columns(
        pl.format("{} {}", given, chance.pick("f", FAMILIES)).alias("name"),
        # 0812-9...: a number range without subscribers would be better, but none is reserved
        # and no two people share one: a number is the key of one account
        pl.format("628129{}", 1_000_000 * (seed - 70) + 271 * pl.col("row")).alias("phone"),
        chance.uniform("fate").alias("fate"),
        chance.uniform("since").alias("since"),
        chance.uniform("change").alias("change"),
    )


def _heads(areas: dict[str, Area], *, at: datetime, taken: set[int]) -> list[Holder]:
    """RT heads; some RTs are vacant, some heads never opened their account, some are new in office."""
    places = [(code, area) for code, area in areas.items() if area.level == "RT"]
    named = _names(2 * len(places), seed=71)
    found: list[Holder] = []
    for (code, area), line in zip(places, named.iter_rows(named=True), strict=False):
        if area.pk in taken or area.frozen_on or code == staff.VACANT or line["fate"] < 0.02:
            continue
        start = at - timedelta(days=120 + 900 * line["since"])
        changed = at - timedelta(days=20 + 130 * line["since"])
        handed_over = line["change"] < 0.03
        invited = line["fate"] > 0.93 and not handed_over
        found.append(
            Holder(
                name=line["name"], office=Office.KETUA_RT,
                username=user_name(code=code, nth=2 if handed_over else 1),
                areas=(area.pk,), start=changed if handed_over else start, phone=line["phone"],
                state=AccountState.INVITED if invited else AccountState.ACTIVE, must_change=invited,
            )
        )  # fmt: skip
        if handed_over:
            before = named.row(len(places) + line["row"], named=True)
            found.append(
                Holder(
                    name=before["name"], office=Office.KETUA_RT,
                    username=user_name(code=code, nth=1),
                    areas=(area.pk,), start=changed - timedelta(days=900), end=changed,
                    state=AccountState.ENDED, phone=before["phone"],
                )
            )  # fmt: skip
    return found


def _lurah(areas: dict[str, Area], *, at: datetime, taken: set[int]) -> list[Holder]:
    """The Lurah of whom nobody in the demo is one."""
    places = [a for a in areas.values() if a.level == "KELURAHAN" and a.pk not in taken]
    named = _names(len(places), seed=72)
    return [
        Holder(
            name=line["name"], username=user_name(name=area.name, nth=1), office=Office.LURAH,
            areas=(area.pk,),
            start=at - timedelta(days=200 + 800 * line["since"]), phone=line["phone"],
        )
        for area, line in zip(places, named.iter_rows(named=True), strict=True)
    ]  # fmt: skip


def _operators(areas: dict[str, Area], *, at: datetime) -> list[Holder]:
    named = _names(2, seed=73)
    return [
        Holder(
            name=line["name"], username=f"operator{line['row'] + 3}", office=Office.OPERATOR,
            areas=(areas[staff.CITY].pk,), start=at - timedelta(days=500), phone=line["phone"],
        )
        for line in named.iter_rows(named=True)
    ]  # fmt: skip


def _store(holders: Sequence[Holder], *, at: datetime) -> None:
    people = Person.objects.bulk_create(
        Person(name=h.name, phone=h.phone, email=h.email) for h in holders
    )
    lines = proposals.store(holders, at=at)
    accounts = Account.objects.bulk_create(
        Account(
            person=person,
            username=holder.username,
            login_phone=holder.phone or None,
            basis=Basis.PROPOSAL if line else Basis.STAFF,
            line=line,
            # "!" is no hash: nobody logs in until the account is issued anew
            password=holder.password or "!",
            state=holder.state,
            must_change_password=holder.must_change,
        )
        for holder, person, line in zip(holders, people, lines, strict=True)
    )
    proposals.approve(lines, accounts=accounts)
    Appointment.objects.bulk_create(
        Appointment(
            person=person,
            office=holder.office,
            area_id=area,
            kind=AppointmentKind.ACTING if number else AppointmentKind.DEFINITIVE,
            decree_number=f"141/{person.pk}/{holder.start.year}",
            decree_on=holder.start.date(),
            valid=DateTimeTZRange(holder.start, holder.end),
            end_reason=EndReason.HANDED_OVER if holder.end else "",
            ended_at=holder.end,
        )
        for holder, person in zip(holders, people, strict=True)
        for number, area in enumerate(holder.areas)
    )
    Pledge.objects.bulk_create(
        Pledge(
            account=account, text_version=pledge.VERSION, text_hash=pledge.text_hash(),
            accepted_at=max(holder.start, at - timedelta(days=150)),
        )
        for holder, account in zip(holders, accounts, strict=True)
        if holder.pledged
    )  # fmt: skip
