"""A reminder for the head of an RT through the Lurah's own WhatsApp; it names no resident."""

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest

from wacat.accounts.models import Appointment
from wacat.values.bilangan import bilangan
from wacat.values.phone import international


@dataclass(frozen=True)
class Head:
    """The head of an RT, and the link that reminds him when there is something to remind of."""

    name: str
    reminder_url: str
    has_phone: bool


def head_of(request: HttpRequest, appointment: Appointment, *, rt_name: str, waiting: int) -> Head:
    """Name and reminder; without a telephone number the link is empty."""
    number = international(appointment.person.phone)
    text = (
        f"Yth. Ketua {rt_name}, ada {bilangan(waiting)} pemberitahuan data warga yang menunggu "
        f"jawaban Anda di WaCAT. Mohon dibuka: {request.build_absolute_uri('/rt/')}"
    )
    url = f"https://wa.me/{number}?text={quote(text)}" if number and waiting else ""
    return Head(name=appointment.person.name, reminder_url=url, has_phone=bool(number))
