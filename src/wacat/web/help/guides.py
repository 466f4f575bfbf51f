"""The guides of the documents as pages: the installation is a copy of the repository, `docs/` lies in it.

Where the folder is missing there are no guides, and the help page says nothing of them.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wacat.web import markdown
from wacat.web.audience import Request, audience
from wacat.web.help.offices import EVERYBODY, shell_of

DOCS = Path(__file__).resolve().parents[4] / "docs"
# Whose guides lie in which folder of docs/panduan.
FOLDERS: dict[str, frozenset[str]] = {
    "rt": frozenset({"KETUA_RT"}),
    "lurah": frozenset({"LURAH"}),
    "rt-lurah": frozenset({"KETUA_RT", "LURAH"}),
    "operator": frozenset({"OPERATOR", "ADMINISTRATOR", "KASI"}),
    "administrator": frozenset({"ADMINISTRATOR", "KASI"}),
    "kepala": frozenset({"KEPALA", "SEKRETARIS"}),
    "petugas": frozenset({"OPERATOR", "ADMINISTRATOR", "KASI", "KEPALA", "SEKRETARIS", "TEKNIS"}),
    "teknis": frozenset({"TEKNIS"}),
    "publik": frozenset(EVERYBODY),
}
_NAME = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True)
class Guide:
    """One guide: where it lies, and its title."""

    folder: str
    name: str
    title: str

    @property
    def url(self) -> str:
        """Its page."""
        return f"/bantuan/panduan/{self.folder}/{self.name}/"

    @property
    def is_detail(self) -> bool:
        """Whether another guide leads to it: it is found by searching, but not listed beside that one."""
        return self.name.startswith("susunan-") and self.name != "susunan-berkas"


@cache
def _all() -> tuple[Guide, ...]:
    found = []
    for folder in FOLDERS:
        for file in sorted((DOCS / "panduan" / folder).glob("*.md")):
            if _NAME.fullmatch(file.stem):
                first = file.read_text(encoding="utf-8").splitlines()[0]
                found.append(Guide(folder, file.stem, first.lstrip("# ").strip()))
    return tuple(found)


def guides_of(office: str) -> list[Guide]:
    """The guides meant for an office, by title."""
    mine = [guide for guide in _all() if office in FOLDERS[guide.folder]]
    return sorted(mine, key=lambda guide: guide.title)


def find(folder: str, name: str) -> Guide | None:
    """The guide with that name, or None where this installation has none."""
    return next((guide for guide in _all() if (guide.folder, guide.name) == (folder, name)), None)


@audience(*EVERYBODY)
@require_safe
def show(request: Request, folder: str, name: str) -> HttpResponse:
    """One guide, as it stands in the documents of this installation."""
    office = request.visitor.role
    found = [g for g in guides_of(office) if (g.folder, g.name) == (folder, name)]
    if not found:
        raise Http404
    source = (DOCS / "panduan" / folder / f"{name}.md").read_text(encoding="utf-8")
    _, _, below = source.partition("\n")
    page = {
        "kerangka": shell_of(office),
        "panduan": found[0],
        "isi_panduan": markdown.guide(below, resolve=lambda href: _resolve(href, folder, office)),
    }
    return render(request, "help/panduan.html", page)


@audience(*EVERYBODY)
@require_safe
def picture(request: Request, picture_name: str) -> HttpResponse:
    """A picture of the guides; it shows invented people only."""
    if picture_name not in _pictures():
        raise Http404
    content = (DOCS / "gambar" / f"{picture_name}.png").read_bytes()
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = "private, max-age=86400"
    return response


@cache
def _pictures() -> frozenset[str]:
    return frozenset(file.stem for file in (DOCS / "gambar").glob("*.png"))


def _resolve(href: str, folder: str, office: str) -> str | None:
    """Where a link of a guide leads for this office; None where there is nothing for it."""
    if href.startswith(("https://", "http://", "tel:", "mailto:")):
        return href
    parts: list[str] = []
    for part in (PurePosixPath("panduan") / folder / href.split("#", 1)[0]).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    if parts[:1] == ["gambar"] and len(parts) == 2 and parts[1].removesuffix(".png") in _pictures():
        return f"/bantuan/gambar/{parts[1].removesuffix('.png')}/"
    if parts[:1] == ["panduan"] and len(parts) == 3:
        wanted = (parts[1], parts[2].removesuffix(".md"))
        return next((g.url for g in guides_of(office) if (g.folder, g.name) == wanted), None)
    return None
