"""Two at the same moment on tickets and announcements: one wins, the other is told, nothing is lost."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from tests import people
from tests.announcements import news
from tests.door import standing_as
from tests.helpdesk.tickets import ticket
from tests.web.test_operator_race import at_once, signed_in
from wacat.announcements import reading
from wacat.announcements.models import Receipt, Version
from wacat.helpdesk.models import Ticket, TicketMessage
from wacat.ops.testdb import TestDatabase

pytestmark = pytest.mark.race


def test_tickets_and_announcements_under_two_hands(real_database: TestDatabase) -> None:
    with transaction.atomic():
        made = [ticket() for _ in range(3)]
        version = news.submitted()
    one, two, sari = (signed_in(p) for p in (people.OPERATOR, people.OPERATOR_2, people.SARI))
    names = {people.OPERATOR.name, people.OPERATOR_2.name}
    for each in made:
        address = f"/keluhan/{each.pk}/ambil/"
        answers = at_once([(one, address, {}), (two, address, {})])
        assert sorted(status for status, _ in answers) == [302, 409]
        with transaction.atomic(), standing_as("operator"):
            holder = Ticket.objects.get(pk=each.pk).taken_by
            assert holder is not None
            assert holder.person.name in names
        worker = one if holder.person.name == people.OPERATOR.name else two
        solve = f"/keluhan/{each.pk}/jawab/"
        (solved, _), (replied, page) = at_once(
            [
                (worker, solve, {"isi": "Sudah beres", "lalu": "solve"}),
                (sari, f"/bantuan/tiket/{each.pk}/balas/", {"isi": "Masih macet"}),
            ]
        )
        assert solved == 302
        # the reply came first and is kept, or came too late and stays on the page
        assert replied == 302 or (replied == 422 and "Masih macet" in page)
        with transaction.atomic(), standing_as("operator"):
            written = TicketMessage.objects.filter(ticket=each, text="Masih macet").count()
            assert written == (replied == 302)
    home = f"/pengumuman/kelola/{version.announcement_id}/setujui/"
    which = {"versi": version.pk}
    kasi = signed_in(people.KASI)
    answers = at_once([(two, home, which), (kasi, home, which)])
    assert sorted(status for status, _ in answers) == [302, 409]
    read = f"/pengumuman/{version.announcement_id}/dibaca/"
    assert [status for status, _ in at_once([(sari, read, {})] * 3)] == [302] * 3
    with transaction.atomic(), standing_as("operator"):
        assert Version.objects.filter(state="APPROVED").count() == 1
        assert Receipt.objects.exclude(confirmed_at=None).count() == 1
        held = reading.receivers(version, at=datetime.now(UTC))
        assert held.filter(confirmed_at__isnull=False).count() == 1
