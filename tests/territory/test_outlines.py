"""The map of kelurahan: tiles at first, outlines once the administrator loaded them, and back."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client

from tests import make, people
from tests.conftest import acting_as
from tests.web.test_entry import log_in
from wacat.territory.models import OutlineChoice, OutlineSet
from wacat.territory.outlines import queries
from wacat.territory.outlines.checks import features_of
from wacat.territory.outlines.drawing import draw
from wacat.territory.outlines.refusals import CannotTakeOutlines

HOME = "/administrator/wilayah/peta/"
# Outside the repository: the borders belong to who drew them.
CITY = Path(__file__).parents[3] / "shared/data/balikpapan_kelurahan_ringan.geojson"
SQUARE = [[116.9, -1.2], [116.95, -1.2], [116.95, -1.15], [116.9, -1.15], [116.9, -1.2]]


def feature(
    name: str, *, kind: str = "Polygon", rings: Any = None, **properties: Any
) -> dict[str, Any]:
    """A feature of a file, a square unless said otherwise."""
    coordinates = [SQUARE] if rings is None else rings
    return {
        "type": "Feature", "properties": {"nama": name, **properties},
        "geometry": {"type": kind, "coordinates": coordinates},
    }  # fmt: skip


def collection(*features: Any, **more: Any) -> dict[str, Any]:
    """A file of features."""
    return {"type": "FeatureCollection", "features": list(features), **more}


def moved(ring: list[list[float]], *, by: float) -> list[list[float]]:
    """The same ring farther east."""
    return [[x + by, y] for x, y in ring]


def upload(client: Client, document: Any, *, name: str = "batas.geojson") -> Any:
    """Drop a file on the page; the answer."""
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    return client.post(HOME, {"berkas": SimpleUploadedFile(name, body)})


@pytest.fixture
def desk(client: Client) -> Client:
    """The administrator's browser."""
    log_in(client, people.ADMINISTRATOR)
    return client


def ring(rings: Any, *, kind: str = "Polygon") -> dict[str, Any]:
    """A file with one feature of these coordinates."""
    return collection(feature("Manggar", kind=kind, rings=rings))


BROKEN: list[tuple[str, Any, str]] = [
    ("no collection", {"type": "Feature"}, "bukan FeatureCollection"),
    ("a list", [1, 2], "bukan FeatureCollection"),
    ("nothing in it", collection(), "Tidak ada bidang"),
    ("a point", ring([116.9, -1.2], kind="Point"),
     "nomor 1 (Manggar) berjenis Point"),
    ("no geometry", collection(feature("Manggar"), {"geometry": None}),
     "nomor 2 berjenis kosong"),
    ("an open ring", ring([SQUARE[:4]]), "tidak tertutup"),
    ("a short ring", ring([[SQUARE[0], SQUARE[1], SQUARE[0]]]), "kurang dari empat"),
    ("words for numbers", ring([[["a", "b"]] * 4]), "bukan daftar titik"),
    ("no number", ring([[[116.9, float("nan")]] * 4]), "bukan daftar titik"),
    ("a huge number", ring([[[10**400, -1.2]] * 4]), "bukan daftar titik"),
    ("true for a number", ring([[[True, -1.2]] * 4]), "bukan daftar titik"),
    ("an empty polygon", ring([]), "bukan daftar titik"),
    ("metres", ring([[[488000, 9870000]] * 4]), "barangkali meter (UTM)"),
    ("turned round", ring([[[y, x] for x, y in SQUARE]]), "tampaknya terbalik"),
    ("Paris", ring([[[2.35, 48.85]] * 4]), "di luar Indonesia"),
    ("another system", collection(feature("x"), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::32750"}}),
     "sistem koordinat EPSG::32750"),
    ("too many", collection(*[feature("x")] * 2001), "2001 bidang"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "document", "words"), BROKEN, ids=[line[0] for line in BROKEN])
def test_a_broken_file_is_refused_with_its_place_and_remedy(
    what: str, document: Any, words: str
) -> None:
    with pytest.raises(CannotTakeOutlines, match=re.escape(words)) as refused:
        features_of(document)
    assert re.search(r"unggah|ekspor|Ekspor", str(refused.value))


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326"])
def test_an_older_file_may_name_wgs_84(name: str) -> None:
    found = features_of(
        collection(feature("Manggar"), crs={"type": "name", "properties": {"name": name}})
    )
    assert found[0]["polygons"] == [[[tuple(point) for point in SQUARE]]]


def test_heights_and_long_texts_are_left_out() -> None:
    ring = [[*point, 12.5] for point in SQUARE]
    found = features_of(
        collection(feature("Manggar", rings=[ring], kode=6471011001.0, catatan="x" * 500))
    )
    assert found[0]["polygons"] == [[[tuple(point) for point in SQUARE]]]
    assert found[0]["properties"] == {"nama": "Manggar", "kode": "6471011001"}


@pytest.mark.django_db
def test_the_page_refuses_and_keeps_nothing(desk: Client) -> None:
    foreign = feature("Kuta", rings=[moved(SQUARE, by=-1)])
    flat = feature(
        "Manggar", rings=[[[116.9, -1.2], [116.95, -1.2], [116.93, -1.2], [116.9, -1.2]]]
    )
    for document, words in (
        (b"", "Berkas kosong"), (b'{"type": "Feat', "bukan GeoJSON yang utuh"),
        (b"\xff\xfe\x00", "bukan GeoJSON"),
        (b"[" * 200_000, "bukan GeoJSON"), (collection(foreign), "Tidak satu bidang pun cocok"),
        (collection(flat), "tidak mempunyai luas"), BROKEN[5][1:],
    ):  # fmt: skip
        answer = upload(desk, document)
        assert answer.status_code == 422, words
        assert words in answer.content.decode(), words
    assert desk.post(HOME, {}).status_code == 422
    assert not OutlineSet.objects.exists()


@pytest.mark.django_db
def test_outlines_are_looked_at_before_they_are_shown_and_taken_back(desk: Client) -> None:
    east = moved(SQUARE, by=0.05)
    bow = [[117.1, -1.2], [117.15, -1.15], [117.15, -1.2], [117.1, -1.15], [117.1, -1.2]]
    document = collection(
        feature("apa saja", kode="6471011001"),
        feature("Gn. Samarinda", rings=[east]),
        feature("LAMARU", rings=[bow]),
        feature("Mangar Baroe", rings=[moved(SQUARE, by=0.1)]),
        feature("Manggar", rings=[moved(SQUARE, by=0.4)]),
    )
    answer = upload(desk, document, name="C:\\peta\\batas resmi.geojson")
    kept = OutlineSet.objects.get()
    assert answer["Location"] == f"{HOME}{kept.pk}/"
    page = desk.get(answer["Location"]).content.decode()
    assert "batas resmi.geojson" in page
    assert "C:" not in page
    assert "Mangar Baroe" in page.split("Bidang yang tidak cocok")[1].split("</table>")[0]
    assert "Manggar Baru" in page.split("Bidang yang tidak cocok")[1].split("</table>")[0]
    assert [f["kelurahan_id"] for f in kept.features] == [
        make.area(code).pk if code else 0
        for code in ("64.71.01.1001", "64.71.03.1002", "64.71.01.1002", "", "64.71.01.1001")
    ]
    assert kept.mended == 1
    assert queries.shown() is None, "nothing changes before somebody says so"

    desk.post(f"{HOME}{kept.pk}/pakai/")
    shown = queries.shown()
    assert shown is not None
    assert shown.shapes.keys() == {f["kelurahan_id"] for f in kept.features} - {0}
    assert shown.shapes[make.area("64.71.01.1001").pk].path.count("Z") == 2, (
        "two parts, one kelurahan"
    )
    twice = desk.post(f"{HOME}{kept.pk}/pakai/")
    assert twice.status_code == 409
    assert "Peta sudah seperti itu" in twice.content.decode()

    refused = desk.post(f"{HOME}ubin/", {"alasan": "  "})
    assert refused.status_code == 422
    assert "Tulis alasan" in refused.content.decode()
    desk.post(f"{HOME}ubin/", {"alasan": "Bukan batas resmi"})
    assert queries.shown() is None
    history = desk.get(HOME).content.decode().split("Riwayat peta")[1]
    assert history.index("Bukan batas resmi") < history.index("batas resmi.geojson")
    assert OutlineSet.objects.count() == 1
    assert "Mengganti peta kelurahan" in desk.get("/administrator/jejak/").content.decode()


@pytest.mark.django_db
def test_the_head_sees_outlines_once_they_are_chosen(desk: Client, client: Client) -> None:
    make.publish(make.row(rt="64.71.01.1001.023"))
    upload(desk, collection(feature("Manggar")))
    kepala = Client()
    log_in(kepala, people.KEPALA)
    address = "/kepala/?bulan=2026-11"
    before = kepala.get(address).content.decode()
    assert "peta-sempit" in before
    assert 'class="bidang" d="M' not in before
    desk.post(f"{HOME}{OutlineSet.objects.get().pk}/pakai/")
    after = kepala.get(address).content.decode()
    assert after.count('class="bidang" d="M') == 1
    assert "peta-sempit" not in after
    # who is not drawn still stands in the table
    assert "Teritip" in after.split('id="peta-tabel"')[1]


@pytest.mark.django_db
def test_who_may_look_and_who_may_change(desk: Client) -> None:
    upload(desk, collection(feature("Manggar")))
    kept = OutlineSet.objects.get()
    kasi = Client()
    log_in(kasi, people.KASI)
    assert kasi.get(f"{HOME}{kept.pk}/").status_code == 200
    assert upload(kasi, collection(feature("Manggar"))).status_code == 403
    assert kasi.post(f"{HOME}{kept.pk}/pakai/").status_code == 403
    assert kasi.post(f"{HOME}ubin/", {"alasan": "x"}).status_code == 403
    assert desk.get(f"{HOME}{2**70}/").status_code == 404
    assert not OutlineChoice.objects.exists()


@pytest.mark.django_db
def test_the_database_wants_a_reason_and_lets_no_outline_be_changed(desk: Client) -> None:
    upload(desk, collection(feature("Manggar")))
    account = make.account("administrator")
    with pytest.raises(IntegrityError), transaction.atomic():
        OutlineChoice.objects.create(outlines=None, reason="", by=account, at=make.NOW)
    with (
        acting_as("wacat_app"),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE territory_outlineset SET name = 'x'")


@pytest.mark.skipif(not CITY.exists(), reason="the borders of Balikpapan lie beside the repository")
@pytest.mark.django_db
def test_a_real_city_is_drawn_whole_and_without_gaps(desk: Client) -> None:
    document = json.loads(CITY.read_text(encoding="utf-8"))
    renamed = deepcopy(document)
    for found in renamed["features"]:
        del found["properties"]["kode"]
    for each in (document, renamed):
        upload(desk, each)
    by_code, by_name = OutlineSet.objects.order_by("id")
    assert [f["kelurahan_id"] for f in by_code.features] == [
        f["kelurahan_id"] for f in by_name.features
    ]
    drawing = queries.drawing(by_code.features)
    assert len(drawing.shapes) == 34
    assert sum(outline.path.count("L") for outline in drawing.shapes.values()) < 5_000
    # neighbours keep the same points along their border: most points of the drawing are shared
    corners = [
        set(re.findall(r"[\d.]+ [\d.]+", outline.path)) for outline in drawing.shapes.values()
    ]
    shared = sum(
        any(point in other for other in corners if other is not own)
        for own in corners
        for point in own
    )
    assert shared > 0.6 * sum(map(len, corners))
    for outline in drawing.shapes.values():
        assert 0 <= outline.x <= drawing.width
        assert 0 <= outline.y <= drawing.height


def test_a_drawing_keeps_north_up_and_its_proportions() -> None:
    part = {"polygons": [[SQUARE]], "point": [116.925, -1.175], "room": 0.025}
    north = {
        "polygons": [[[[x, y + 0.05] for x, y in SQUARE]]],
        "point": [116.925, -1.125],
        "room": 0.025,
    }
    drawn = draw([(1, part), (2, north)])
    assert drawn.shapes[2].y < drawn.shapes[1].y
    wide, tall = drawn.width - 8, drawn.height - 8
    assert tall / wide == pytest.approx(2, rel=0.01)
    assert draw([]).shapes == {}
