"""Changing the disclosure matrix: every change is a new version with its maker and reason."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection, transaction

from wacat.accounts.access import Visitor
from wacat.records.models import DisclosureMatrix, DisclosureRule
from wacat.values.elements import Element
from wacat.values.refusal import Refusal


class CannotChangeMatrix(Refusal):
    """The change cannot be made; the message says why."""


def get_current() -> DisclosureMatrix:
    """The version that applies to new notices.

    Raises:
        DisclosureMatrix.DoesNotExist: there is none.
    """
    return DisclosureMatrix.objects.select_related("made_by__person").latest("id")


@transaction.atomic
def change(
    *, kind: str, office: str, elements: Collection[Element], reason: str, by: Visitor, at: datetime
) -> DisclosureMatrix:
    """Show these elements of a kind to an office from now on; told notices stay as they were.

    Raises:
        CannotChangeMatrix: no reason, an unknown kind, or the RT would see what the Lurah may not.
    """
    if not reason.strip():
        raise CannotChangeMatrix("Tulis alasan perubahan.")
    with connection.cursor() as cursor:
        # Two changes at once would lose one: versions are made one after the other.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('records.matrix'))")
    current = DisclosureMatrix.objects.latest("id")
    rules = list(current.rules.all())
    mine = [rule for rule in rules if (rule.kind, rule.office) == (kind, office)]
    if not mine:
        raise CannotChangeMatrix("Jenis layanan atau jabatan tidak dikenal.")
    mine[0].elements = [element.value for element in Element if element in elements]
    shown = {rule.office: set(rule.elements) for rule in rules if rule.kind == kind}
    if not shown["KETUA_RT"] <= shown["LURAH"]:
        raise CannotChangeMatrix(
            "Ketua RT tidak dapat melihat lebih banyak daripada Lurah. Ubah bagian Lurah lebih dahulu."
        )
    newer = DisclosureMatrix.objects.create(
        made_by_id=by.account_id, made_at=at, reason=reason.strip()
    )
    for rule in rules:
        rule.pk, rule.matrix = None, newer
    DisclosureRule.objects.bulk_create(rules)
    return newer
