"""One page with every template component and invented data: for builders, for axe and for screenshots."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.template.loader import render_to_string

NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)


class SampleVisitor:
    """Somebody who could be logged in."""

    def __init__(self, *, name: str, office_label: str, role: str) -> None:
        self.name = name
        self.office_label = office_label
        self.role = role


class SampleMessage:
    """A message as django.contrib.messages hands it to a page."""

    def __init__(self, *, level_tag: str, text: str) -> None:
        self.level_tag = level_tag
        self.text = text

    def __str__(self) -> str:
        return self.text


def sample_context(*, shell: str) -> dict[str, Any]:
    """Invented data for the gallery inside one of the shells (`phone`, `desk`, `public`)."""
    desk = shell == "desk"
    return {
        "shell": f"{shell}.html",
        "csrf_input": "",
        "now": NOW,
        "day": date(2026, 11, 23),
        "deadlines": [NOW + timedelta(hours=hours) for hours in (52, 7, -3)],
        "visitor": SampleVisitor(
            name="Rahmat Hidayat" if desk else "Sari Wulandari",
            office_label="Operator PIAK" if desk else "Ketua RT 023 Manggar",
            role="OPERATOR" if desk else "KETUA_RT",
        ),
        "nav": _desk_nav() if desk else _phone_nav(),
        "messages": [
            SampleMessage(level_tag="success", text="Jawaban Anda tersimpan."),
            SampleMessage(level_tag="error", text="Berkas kosong. Pilih berkas lain."),
        ],
    }


def _phone_nav() -> list[tuple[str, str, str, bool]]:
    return [
        ("Warga", "#warga", "users", True),
        ("Riwayat", "#riwayat", "history", False),
        ("Bantuan", "#bantuan", "circle-question-mark", False),
        ("Akun", "#akun", "circle-user-round", False),
    ]


def _desk_nav() -> list[tuple[str, str, str, bool]]:
    return [
        ("Koreksi", "#koreksi", "inbox", True),
        ("Berkas SIAK", "#berkas", "file-spreadsheet", False),
        ("Laporan", "#laporan", "chart-column", False),
    ]


def render_gallery(*, shell: str = "desk") -> str:
    """The page of all components as HTML, inside the shell `phone`, `desk` or `public`."""
    return render_to_string("components/semua.html", sample_context(shell=shell))
