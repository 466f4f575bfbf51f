"""Categories as data: what a ticket can be about and how soon it must be settled."""

from django.db import transaction

from wacat.helpdesk.models import Category
from wacat.values.refusal import Refusal

HOURS = range(1, 241)


class CannotChangeCategory(Refusal):
    """The category cannot be kept like this; the message says why."""


def choices() -> list[tuple[int, str]]:
    """What the person can choose from, in order."""
    found = Category.objects.filter(active=True).order_by("position", "pk")
    return list(found.values_list("pk", "label"))


@transaction.atomic
def change(*, category_id: int, label: str, hours: int, technical: bool, active: bool) -> None:
    """Change a category from now on; tickets that are open keep their deadline. The trail tells it.

    Raises:
        Category.DoesNotExist: there is none.
        CannotChangeCategory: no name, hours out of bounds, or nothing would be left to choose.
    """
    Category.objects.select_for_update().get(pk=category_id)
    if not label.strip():
        raise CannotChangeCategory("Isi nama kategori.")
    if hours not in HOURS:
        raise CannotChangeCategory(
            f"Isi tenggat {HOURS.start} sampai {HOURS.stop - 1} jam kerja; 8 jam kerja adalah satu hari."
        )
    if not active and not Category.objects.filter(active=True).exclude(pk=category_id).exists():
        raise CannotChangeCategory("Paling sedikit satu kategori harus dapat dipilih.")
    Category.objects.filter(pk=category_id).update(
        label=label.strip()[:60], hours=hours, technical=technical, active=active
    )
