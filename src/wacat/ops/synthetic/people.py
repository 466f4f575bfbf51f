"""The persons of each party: sex, age, name, NIK and KK that are well formed and visibly made up."""

import polars as pl

from wacat.ops.synthetic import mix
from wacat.ops.synthetic.chance import Chance
from wacat.ops.synthetic.words import FAMILIES, MEN, TOWNS, WOMEN
from wacat.values.citizenship import UNKNOWN, WNA, WNI
from wacat.values.kinds import Kind

YEAR = 365.25
BABIES = (Kind.AKTA_KELAHIRAN.value, Kind.KK_TAMBAH.value)


def members(parties: pl.DataFrame, *, seed: int) -> pl.DataFrame:
    """One row for each person of each party, with `member` 0 for its head.

    Adds sex, citizenship, birth_on, name, nik, kk.
    """
    chance = Chance(seed=seed + 1, key="person")
    rows = (
        parties.with_columns(pl.int_ranges(0, "size").alias("member"))
        .explode("member")
        .with_row_index("person")
    )
    return (
        rows.with_columns(_sex(chance), _age(chance), _citizenship(chance))
        .with_columns(_birth(chance), _head_name(seed))
        .with_columns(_name(chance))
        .with_columns(_nik(chance), _kk(seed))
    )


def _sex(chance: Chance) -> pl.Expr:
    """Heads of moving families are more often men, their spouses differ; the rest as it comes."""
    head = Chance(seed=chance.seed, key="party").uniform("head")
    man = head < pl.when(pl.col("size") > 1).then(0.6).otherwise(0.512)
    return (
        pl.when(pl.col("member") == 0).then(pl.when(man).then(pl.lit("L")).otherwise(pl.lit("P")))
        .when(pl.col("member") == 1).then(pl.when(man).then(pl.lit("P")).otherwise(pl.lit("L")))
        .otherwise(pl.when(chance.uniform("sex") < 0.512).then(pl.lit("L")).otherwise(pl.lit("P")))
        .alias("sex")
    )  # fmt: skip


def _citizenship(chance: Chance) -> pl.Expr:
    """A few families from abroad; of some people the file does not say it."""
    foreign = Chance(seed=chance.seed, key="party").happens("foreign", share=mix.FOREIGN)
    return (
        pl.when(chance.happens("unsaid", share=mix.UNSAID)).then(pl.lit(UNKNOWN))
        .when(foreign).then(pl.lit(WNA)).otherwise(pl.lit(WNI))
        .alias("citizenship")
    )  # fmt: skip


def _age(chance: Chance) -> pl.Expr:
    """In years on the day of the service."""
    head_draw = Chance(seed=chance.seed, key="party").uniform("age") ** pl.col("skew")
    head = pl.col("young") + head_draw * (pl.col("old") - pl.col("young"))
    late = (pl.col("kind") == BABIES[0]) & chance.happens("late", share=mix.LATE_BIRTH_CERTIFICATE)
    spouse = pl.max_horizontal(pl.lit(20.0), head - 5 + 8 * chance.uniform("spouse"))
    return (
        pl.when(late).then(0.2 + 9 * chance.uniform("years late") ** 2)
        .when(pl.col("member") == 0).then(head)
        .when(pl.col("member") == 1).then(spouse)
        .otherwise(pl.min_horizontal(head - 18, 0.1 + 18 * chance.uniform("child")))
        .alias("age")
    )  # fmt: skip


def _birth(chance: Chance) -> pl.Expr:
    days = (pl.col("age") * YEAR + 2 + chance.uniform("day")).floor().cast(pl.Int64)
    return (pl.col("served_on") - pl.duration(days=days)).cast(pl.Date).alias("birth_on")


def _head_name(seed: int) -> pl.Expr:
    return Chance(seed=seed + 2, key="party").pick("family", FAMILIES).alias("family_name")


def _name(chance: Chance) -> pl.Expr:
    given = (
        pl.when(pl.col("sex") == "L").then(chance.pick("man", MEN)).otherwise(chance.pick("woman", WOMEN))
    )  # fmt: skip
    second = (
        pl.when(pl.col("sex") == "L").then(chance.pick("man 2", MEN))
        .otherwise(chance.pick("woman 2", WOMEN))
    )  # fmt: skip
    own = pl.when(pl.col("member") == 1).then(chance.pick("own", FAMILIES)).otherwise("family_name")
    draw = chance.uniform("parts")
    return (
        pl.when(draw < 0.10).then(given)
        .when((draw < 0.32) & (second != given)).then(pl.format("{} {} {}", given, second, own))
        .otherwise(pl.format("{} {}", given, own))
        .alias("name")
    )  # fmt: skip


def _nik(chance: Chance) -> pl.Expr:
    """Place of issue, birth date (+40 for women), and a serial from 9000 that no office hands out."""
    birth = pl.col("birth_on")
    day = birth.dt.day() + pl.when(pl.col("sex") == "P").then(40).otherwise(0)
    baby = pl.col("kind").is_in(BABIES)
    elsewhere = (pl.col("kind") == Kind.DATANG.value) | (
        ~baby & chance.happens("born elsewhere", share=0.3)
    )
    issue = (
        pl.when(elsewhere).then(pl.lit(pl.Series([code for _, code in TOWNS])).gather("town"))
        .otherwise("issue")
    )  # fmt: skip
    nik = pl.concat_str(
        issue, day.cast(str).str.zfill(2), birth.dt.strftime("%m%y"),
        chance.whole("serial", low=9000, high=9999).cast(str),
    )  # fmt: skip
    share = pl.when(baby).then(mix.NO_NIK_BABY).otherwise(mix.NO_NIK_OTHERS)
    return pl.when(chance.uniform("no nik") < share).then(pl.lit("")).otherwise(nik).alias("nik")


def _kk(seed: int) -> pl.Expr:
    """The family card: place and day of issue, serial; one for the whole party."""
    party = Chance(seed=seed + 3, key="party")
    years = (party.uniform("issued") * 14 * YEAR).floor().cast(pl.Int64)
    fresh = pl.col("mark").is_in(["KK", "SKDWNI", "SKPDK"])
    issued = pl.col("served_on") - pl.when(fresh).then(pl.duration(days=0)).otherwise(
        pl.duration(days=years)
    )
    return pl.concat_str(
        "issue", issued.dt.strftime("%d%m%y"), party.whole("kk", low=9000, high=9999).cast(str)
    ).alias("kk")  # fmt: skip
