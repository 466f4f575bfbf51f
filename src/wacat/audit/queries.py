"""Reads of the trail; the database shows it to the administrator and the Kasi alone."""

from django.db.models import QuerySet

from wacat.audit.models import Event


def events(*, account_id: int | None = None, act: str = "", of: str = "") -> QuerySet[Event]:
    """The lines of the trail, newest first, narrowed by who, what was done and to what."""
    lines = Event.objects.order_by("-id")
    if account_id is not None:
        lines = lines.filter(account_id=account_id)
    if act:
        lines = lines.filter(act=act)
    if of:
        lines = lines.filter(object=of)
    return lines
