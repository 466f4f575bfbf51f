"""Saved views: filters under a name, each official's own."""

from datetime import datetime

from django.db.models import QuerySet

from wacat.desk.models import SavedView
from wacat.values.refusal import Refusal

LONGEST_NAME = 60
MOST = 20


class CannotSaveView(Refusal):
    """The view cannot be saved; the message says why."""


def of_account(account_id: int) -> QuerySet[SavedView]:
    """The views of an account, by name."""
    return SavedView.objects.filter(account_id=account_id).order_by("name")


def save(*, name: str, query: str, account_id: int, at: datetime) -> SavedView:
    """Keep these filters under a name; the same name again changes what it stands for.

    Raises:
        CannotSaveView: no name, or too many views.
    """
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise CannotSaveView("Tulis nama tampilan ini.")
    mine = of_account(account_id)
    if not mine.filter(name=name).exists() and mine.count() >= MOST:
        raise CannotSaveView(f"Paling banyak {MOST} tampilan. Hapus satu lebih dahulu.")
    view, _ = SavedView.objects.update_or_create(
        account_id=account_id, name=name, defaults={"query": query[:300], "made_at": at}
    )
    return view


def drop(*, view_id: int, account_id: int) -> str:
    """Forget a view of one's own; returns its name.

    Raises:
        SavedView.DoesNotExist: there is none, or it is somebody else's.
    """
    view = of_account(account_id).get(pk=view_id)
    view.delete()
    return view.name
