"""What templates may call, and the rules every template keeps."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import UndefinedError

from wacat.web import jinja

TEMPLATES = Path(jinja.__file__).parent / "templates"
ICONS = Path(__file__).parents[2] / "frontend/icons.json"


def rendered(source: str, **context: object) -> str:
    return engines["jinja2"].from_string(source).render(context)


def sources() -> list[tuple[str, str]]:
    return [
        (str(file.relative_to(TEMPLATES)), file.read_text(encoding="utf-8"))
        for file in sorted(TEMPLATES.rglob("*.html"))
    ]


def test_a_misspelt_name_is_an_error() -> None:
    with pytest.raises(Exception, match="nmae") as caught:
        rendered("{{ nmae }}")
    assert isinstance(caught.value, UndefinedError)


def test_names_of_residents_are_escaped() -> None:
    assert "&lt;script&gt;" in rendered("{{ nama }}", nama="<script>")
    card = rendered(
        '{% from "components/kartu.html" import kartu %}{{ kartu(1, "KIA", nama, pada) }}',
        nama='"><img src=x>',
        pada=date(2026, 11, 23),
    )
    assert "<img" not in card


def test_dates_and_numbers_read_as_at_the_office() -> None:
    night = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)  # already the next day in Balikpapan
    assert rendered("{{ at|tanggal }} {{ at|jam }}", at=night) == "24 November 2026 01.30 WITA"
    assert rendered("{{ at|tanggal_angka }}", at=date(2026, 11, 24)) == "24-11-2026"
    assert rendered("{{ 3332|bilangan }} {{ 0.805|persen }}") == "3.332 80,5\u00a0%"
    left = rendered("{{ due|sisa_waktu(at) }}", due=night + timedelta(hours=5), at=night)
    assert left == "sisa 5 jam"


def test_attributes_are_named_and_escaped() -> None:
    made = jinja.attributes({"hx_post": '/a"b', "disabled": True, "class_": "x", "id": None})
    assert made == ' hx-post="/a&#34;b" disabled class="x"'
    with pytest.raises(ValueError, match="not an attribute"):
        jinja.attributes({"x onload": "1"})


def test_a_field_keeps_its_value_and_ties_its_error() -> None:
    html = rendered(
        '{% from "components/medan.html" import medan %}'
        '{{ medan("telepon", "Telepon", nilai="08<", petunjuk="Contoh", galat="Salah", jenis="tel") }}'
    )
    assert 'value="08&lt;"' in html
    assert 'aria-describedby="medan-telepon-petunjuk medan-telepon-galat"' in html
    assert 'aria-invalid="true"' in html
    assert 'for="medan-telepon"' in html


@pytest.mark.parametrize("page", ["403", "404", "409", "500"])
def test_an_error_page_needs_nothing(page: str) -> None:
    assert "<h1>" in engines["jinja2"].get_template(f"errors/{page}.html").render({})


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    known = set(json.loads(ICONS.read_text(encoding="utf-8")))
    pattern = re.compile(r"""(?:icon\(|ikon=)["']([a-z0-9-]+)["']""")
    missing = [
        (name, used)
        for name, source in sources()
        for used in pattern.findall(source)
        if used not in known
    ]
    assert missing == []


def test_no_template_holds_an_inline_script_or_style() -> None:
    pattern = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:|hx-on")
    assert [name for name, source in sources() if pattern.search(source)] == []


def test_no_page_takes_a_key_that_walks_the_rows() -> None:
    taken = re.compile(r"data[_-]pintasan=\"([jkx/?])\"")
    assert taken.search('data-pintasan="k"'), "what is looked for"
    assert [name for name, text in sources() if taken.search(text)] == []
