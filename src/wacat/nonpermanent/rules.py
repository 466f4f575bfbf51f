"""What may stand in a stay, and for how long; pure rules with their sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta

from wacat.nonpermanent.states import Purpose
from wacat.values.refusal import Refusal

# Who means to stay longer than a year moves (UU 23/2006 Pasal 15); every extension is asked anew.
LONGEST = timedelta(days=366)
LONGEST_AGO = timedelta(days=3653)
NIK_LENGTH = 16


class CannotKeepStay(Refusal):
    """The stay cannot be kept like this; the message says what is wrong and what to do."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the Ketua RT tells of somebody who stays for a while."""

    name: str
    origin: str
    since_on: date
    until_on: date
    host: str
    address: str
    purpose: str
    nik: str

    def tidied(self) -> "Facts":
        """The same with single spaces, and a NIK of digits only."""
        texts: dict[str, str] = {
            f.name: " ".join(getattr(self, f.name).split()) for f in fields(self) if f.type is str
        }
        texts["nik"] = texts["nik"].replace(" ", "").replace(".", "")
        return Facts(since_on=self.since_on, until_on=self.until_on, **texts)


def check(facts: Facts, *, today: date) -> None:
    """Refuse what cannot be.

    Raises:
        CannotKeepStay: with the sentence for the first thing that is wrong.
    """
    for text, sentence in (
        (facts.name, "Tulis namanya."),
        (facts.origin, "Tulis dari mana asalnya."),
        (facts.address, "Tulis alamat tempat ia tinggal di RT Anda."),
    ):
        if not text:
            raise CannotKeepStay(sentence)
    if facts.purpose not in Purpose.values:
        raise CannotKeepStay("Pilih keperluannya.")
    if facts.nik and not (
        facts.nik.isascii() and facts.nik.isdigit() and len(facts.nik) == NIK_LENGTH
    ):
        raise CannotKeepStay("NIK terdiri dari 16 angka. Kosongkan bila tidak tahu.")
    if facts.since_on > today:
        raise CannotKeepStay("Tanggal mulai belum terjadi. Isi hari ini atau sebelumnya.")
    if facts.since_on < today - LONGEST_AGO:
        raise CannotKeepStay("Tanggal mulai lebih dari sepuluh tahun lalu. Periksa tahunnya.")
    check_end(facts.until_on, since=facts.since_on, today=today)


def check_end(until_on: date, *, since: date, today: date) -> None:
    """Refuse a last day that has passed or lies too far ahead.

    Raises:
        CannotKeepStay: with the sentence for it.
    """
    if until_on < max(today, since):
        raise CannotKeepStay("Perkiraan pergi sudah lewat. Isi tanggal setelah hari ini.")
    if until_on > today + LONGEST:
        raise CannotKeepStay(
            "Paling lama satu tahun dari sekarang. Yang tinggal lebih lama mengurus pindah datang "
            "di Disdukcapil; masa tinggal dapat diperpanjang nanti."
        )


def differences(old: Mapping[str, object], new: Mapping[str, object]) -> dict[str, str]:
    """What stood in each field that changed, as text."""
    return {name: str(old[name]) for name in new if old[name] != new[name]}
