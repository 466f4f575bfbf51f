"""Services that people received, at the real mix: one row for each person of each party."""

from datetime import date

import polars as pl

from wacat.ops.synthetic import mix, people
from wacat.ops.synthetic.chance import Chance
from wacat.ops.synthetic.words import STREETS, TOWNS
from wacat.values.kinds import Kind

PARTY = "party"
MOVED_IN, MOVED_OUT = Kind.DATANG.value, Kind.PINDAH_KELUAR.value
MOVED_INSIDE, CHANGED = Kind.PINDAH_DALAM_KOTA.value, Kind.KK_UBAH.value
# where a family that stays in the city comes from: the same kelurahan, kecamatan, anywhere
NEAR, NEARER = 0.40, 0.62


def make(*, days: list[tuple[date, int]], places: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Served rows of these days (date, how many), in order of the day.

    Columns: those of the stage of `records.actions.publish` but `row_number` and `fact_key`,
    and `place`, `origin` (rows of `places`), `member` (0 is the head of the party).
    """
    parties = _parties(days, seed=seed).pipe(_settle, places=places, seed=seed)
    return people.members(parties.pipe(_write_places), seed=seed).pipe(_identify)


def _parties(days: list[tuple[date, int]], *, seed: int) -> pl.DataFrame:
    """One row a party: when, what for, how many."""
    chance = Chance(seed=seed, key=PARTY)
    counted = pl.DataFrame(
        [(day, round(rows / mix.MEAN_SIZE)) for day, rows in days],
        schema={"served_on": pl.Date, "parties": pl.Int64},
        orient="row",
    )
    shares = [service.share / service.mean_size for service in mix.SERVICES]
    known = pl.DataFrame(
        {
            "service": range(len(mix.SERVICES)),
            **{
                name: [float(getattr(service, name)) for service in mix.SERVICES]
                for name in ("young", "old", "skew")
            },
            "mark": [service.mark for service in mix.SERVICES],
            "kind": [service.kind.value for service in mix.SERVICES],
            "family": [len(service.sizes) > 1 for service in mix.SERVICES],
        }
    )
    return (
        counted.select(pl.col("served_on").repeat_by("parties").explode())
        .with_row_index(PARTY)
        .with_columns(
            chance.index("service", weights=shares).alias("service"),
            (chance.index("size", weights=mix.FAMILY) + 1).alias("size"),
            pl.int_range(1, pl.len() + 1).over("served_on").alias("serial"),
        )
        .join(known, on="service", how="left", maintain_order="left")
        .with_columns(pl.when("family").then("size").otherwise(1).alias("size"))
    )


def _settle(parties: pl.DataFrame, *, places: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Give each party its RT, and to those who moved inside the city the RT they came from."""
    chance = Chance(seed=seed, key=PARTY)
    near = chance.uniform("near")
    inside = (pl.col("kind") == MOVED_INSIDE) | (
        (pl.col("kind") == CHANGED) & chance.happens("address", share=mix.ADDRESS_CHANGED)
    )
    first = (
        pl.when(near < NEAR).then("kel_first").when(near < NEARER).then("kec_first").otherwise(0)
    )
    size = (
        pl.when(near < NEAR).then("kel_size").when(near < NEARER).then("kec_size")
        .otherwise(places.height)
    )  # fmt: skip
    there = first + (chance.uniform("origin") * size).floor().cast(pl.Int64)
    kept = [
        "rt_id",
        "kelurahan_id",
        "kecamatan_id",
        "city_id",
        "number",
        "kelurahan",
        "issue",
        "place",
    ]
    there = pl.when(there == pl.col("place")).then((there + 1) % places.height).otherwise(there)
    settled = (
        parties.with_columns(chance.index("place", weights=places["weight"].to_list()).alias("place"))
        .join(
            places.select(*kept, "kel_first", "kel_size", "kec_first", "kec_size").with_columns(
                pl.col("place").cast(pl.Int64)
            ),
            on="place", how="left", maintain_order="left",
        )
        .with_columns(pl.when(inside).then(there).alias("origin"))
        .rename({"number": "rt_number"})
    )  # fmt: skip
    other = places.select(pl.col(kept).name.prefix("origin_")).rename({"origin_place": "origin"})
    return settled.join(
        other.with_columns(pl.col("origin").cast(pl.Int64)),
        on="origin",
        how="left",
        maintain_order="left",
    ).with_columns(_reach().alias("reach"), *_streets(chance))


def _reach() -> pl.Expr:
    return (
        pl.when(pl.col("origin").is_null()).then(0)
        .when(pl.col("origin_kelurahan_id") == pl.col("kelurahan_id")).then(1)
        .when(pl.col("origin_kecamatan_id") == pl.col("kecamatan_id")).then(2)
        .otherwise(3)
    )  # fmt: skip


def _streets(chance: Chance) -> list[pl.Expr]:
    towns = [name for name, _ in TOWNS]
    return [
        chance.index("town", weights=[1.0] * len(towns)).alias("town"),
        chance.pick("town", towns).alias("town_name"),
        *(
            pl.format(
                "Jl. {} No. {}",
                chance.pick(f"{side}street", STREETS),
                (1 + 140 * chance.uniform(f"{side}house") ** 2).floor().cast(pl.Int64),
            ).alias(f"{side}address")
            for side in ("", "old_")
        ),
    ]


def _write_places(parties: pl.DataFrame) -> pl.DataFrame:
    """Where from and where to, in the words of the documents."""
    here = pl.format(
        "{}, RT {} {}", "address", pl.col("rt_number").cast(str).str.zfill(3), "kelurahan"
    )
    there = pl.format(
        "{}, RT {} {}",
        "old_address",
        pl.col("origin_number").cast(str).str.zfill(3),
        "origin_kelurahan",
    )
    moved_out = pl.col("kind") == MOVED_OUT
    arrived = pl.col("kind") == MOVED_IN
    inside = pl.col("origin").is_not_null()
    return parties.with_columns(
        pl.when(arrived).then("town_name").when(inside).then(there).when(moved_out).then(here)
        .otherwise(pl.lit("")).alias("place_from"),
        pl.when(moved_out).then("town_name").when(inside | arrived).then(here)
        .otherwise(pl.lit("")).alias("place_to"),
    )  # fmt: skip


def _identify(rows: pl.DataFrame) -> pl.DataFrame:
    """Number of the document: kind, city, day and the day's serial."""
    day = pl.col("served_on").dt.strftime("%d%m%Y")
    serial = pl.col("serial").cast(str).str.zfill(4)
    moves = pl.format("{}/6471/{}/{}", "mark", day, serial)
    number = (
        pl.when(pl.col("mark").str.starts_with("SK")).then(moves)
        .when(pl.col("mark") == "KK").then("kk")
        .otherwise(pl.format("6471-{}-{}-{}", "mark", day, serial))
    )  # fmt: skip
    return rows.with_columns(number.alias("number"), pl.lit("SIAK").alias("source"))
