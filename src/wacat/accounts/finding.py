"""Finding an office holder by what he says on the telephone: his name, his number or his RT."""

import re
from datetime import datetime

from django.db.models import Q

from wacat.accounts.models import AccountState, Appointment, Office
from wacat.values.phone import CannotReadPhone, mobile

MOST = 20
SHORTEST = 2
_RT = re.compile(r"rt\.?\s*0*([0-9]{1,3})(?:\s+(.+))?", re.IGNORECASE)


def find_holders(text: str, *, at: datetime, account_id: int = 0) -> list[Appointment]:
    """Running appointments of people with an account, by name, phone number, or RT and kelurahan.

    With `account_id` that account's alone, whatever `text` says. At most 20, by name.
    """
    held = (
        Appointment.objects.filter(valid__contains=at, person__account__isnull=False)
        .exclude(office=Office.SYSTEM)
        .exclude(person__account__state=AccountState.ENDED)
        .select_related("person__account", "area__kelurahan")
        .order_by("person__name", "pk")
    )
    if account_id:
        return list(held.filter(person__account__pk=account_id)[:1])
    if len(text.strip()) < SHORTEST:
        return []
    return list(held.filter(_said(text.strip()))[:MOST])


def _said(text: str) -> Q:
    if number := _RT.fullmatch(text):
        place = Q(area__level="RT", area__number=int(number[1]))
        return place & Q(area__kelurahan__name__icontains=number[2]) if number[2] else place
    try:
        return Q(person__phone=mobile(text))
    except CannotReadPhone:
        return Q(person__name__icontains=text) | Q(
            area__name__icontains=text, area__level="KELURAHAN"
        )
