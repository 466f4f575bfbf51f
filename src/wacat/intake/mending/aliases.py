"""How places are written in files, said once and for all: the aliases that operators made."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from wacat.accounts.access import Visitor
from wacat.areas.models import Area, AreaAlias, Level
from wacat.areas.queries import get_city
from wacat.audit.actions import note
from wacat.intake.mending.acts import judged_otherwise
from wacat.intake.mending.choosing import MOST_AT_ONCE, Filter, filtered
from wacat.intake.mending.ledger import MENDABLE, CannotMend, enter, lock, reason_of
from wacat.intake.models import Batch, MendingAct, PlaceAlias
from wacat.intake.territory import spelling_of
from wacat.values.text import key

CODE = "KELURAHAN_UNKNOWN"
LONGEST = 100
# So that the person who says what a place is called need not wait for the files of a year.
MOST_FILES = 20


@transaction.atomic
def add(
    *,
    written: str,
    kelurahan_id: int,
    reason: str,
    by: int,
    at: datetime,
    batch_id: int | None = None,
) -> tuple[PlaceAlias, int]:
    """Say which kelurahan is meant by a spelling; rows that wait for it are judged again at once.

    Returns the alias and how many waiting rows are well now.

    Raises:
        CannotMend: no reason, no name, or the spelling is known already.
    """
    said = reason_of(reason)
    shown = " ".join(written.split())
    city = get_city()
    spelling = spelling_of(shown)
    if not spelling or len(shown) > LONGEST:
        raise CannotMend(f"Tulis nama tempatnya dengan huruf, paling panjang {LONGEST} huruf.")
    kelurahan = Area.objects.filter(
        pk=kelurahan_id, city=city, level=Level.KELURAHAN, closed_on=None
    ).first()
    if kelurahan is None:
        raise CannotMend("Pilih kelurahan yang dimaksud dari daftar.")
    _refuse_known(spelling, city=city)
    try:
        with transaction.atomic():
            alias = PlaceAlias.objects.create(
                city=city, written=shown, spelling=spelling, kelurahan=kelurahan, batch_id=batch_id,
                reason=said, made_by_id=by, made_at=at,
            )  # fmt: skip
    except IntegrityError as error:  # somebody else said it in this moment
        raise CannotMend("Ejaan ini baru saja diingat oleh petugas lain.") from error
    note(act="add", of="intake_placealias", ids=[alias.pk])
    return alias, _judge_waiting(city, by=by, at=at)


@transaction.atomic
def end(*, alias_id: int, reason: str, by: int, at: datetime) -> PlaceAlias:
    """Stop using an alias in later files; what was published by it stays.

    Raises:
        CannotMend: no reason, or it has ended already.
    """
    alias = PlaceAlias.objects.select_for_update(of=("self",)).get(pk=alias_id)
    if alias.ended_at is not None:
        raise CannotMend("Alias ini sudah dihentikan.")
    alias.end_reason = reason_of(reason)
    alias.ended_by_id, alias.ended_at = by, at
    alias.save(update_fields=["ended_by", "ended_at", "end_reason"])
    note(act="end", of="intake_placealias", ids=[alias.pk])
    return alias


def listed(*, by: Visitor, running: bool, text: str = "") -> QuerySet[PlaceAlias]:
    """The aliases of the visitor's city, the newest first; those in use, or those that ended."""
    found = PlaceAlias.objects.filter(city_id=by.city_id, ended_at__isnull=running)
    if text:
        found = found.filter(Q(written__icontains=text) | Q(kelurahan__name__icontains=text))
    people = found.select_related("kelurahan", "made_by__person", "ended_by__person")
    return people.defer("made_by__password", "ended_by__password").order_by("-id")


def get_alias(alias_id: int, *, by: Visitor) -> PlaceAlias:
    """One alias.

    Raises:
        PlaceAlias.DoesNotExist: there is none in the visitor's city.
    """
    return PlaceAlias.objects.select_related("kelurahan").get(pk=alias_id, city_id=by.city_id)


def _refuse_known(spelling: str, *, city: Area) -> None:
    known = PlaceAlias.objects.filter(city=city, spelling=spelling, ended_at=None)
    found = known.select_related("kelurahan").first()
    if found is not None:
        raise CannotMend(f"Ejaan ini sudah diingat sebagai {found.kelurahan.name}.")
    official = AreaAlias.objects.filter(
        area__city=city, area__level=Level.KELURAHAN, spelling=spelling
    ).exists()
    names = Area.objects.filter(city=city, level=Level.KELURAHAN, closed_on=None)
    if official or any(key(name) == spelling for name in names.values_list("name", flat=True)):
        raise CannotMend("Ejaan ini sudah dikenal sebagai nama kelurahan, jadi tidak perlu alias.")


def _judge_waiting(city: Area, *, by: int, at: datetime) -> int:
    waiting = Batch.objects.filter(
        city=city, state__in=MENDABLE, supplements=None, quarantined_count__gt=0,
        reasons__has_key=CODE,
    )  # fmt: skip
    newest = sorted(waiting.order_by("-id").values_list("pk", flat=True)[:MOST_FILES])
    return sum(_judge(batch_id, by=by, at=at) for batch_id in newest)


def _judge(batch_id: int, *, by: int, at: datetime) -> int:
    try:
        batch = lock(batch_id)
    except CannotMend:  # withdrawn or being published in this moment
        return 0
    rows = list(filtered(batch.pk, Filter(code=CODE))[:MOST_AT_ONCE])
    changes = judged_otherwise(batch, rows, at=at)
    if not changes:
        return 0
    return enter(batch, changes, act=MendingAct.RECHECK, by=by, at=at).well_count
