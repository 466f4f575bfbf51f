"""The history as a file: what is filtered, masked as on the page, of one's own area alone."""

import io

import openpyxl
import pytest
from django.test import Client

from tests import make, people
from tests.web.test_entry import log_in

pytestmark = pytest.mark.django_db


def downloaded(client: Client, address: str) -> tuple[str, list[tuple[str, ...]]]:
    response = client.get(address)
    assert response.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    return response["Content-Disposition"], list(sheet.iter_rows(values_only=True))


def test_the_file_holds_what_is_filtered_and_nobody_elses(client: Client) -> None:
    log_in(client, people.SARI)
    mine, unasked = make.notice(name="=HYPERLINK(1)"), make.notice(name="Belum Dijawab")
    make.notice(rt=people.BUDI.place, name="Warga Tetangga")
    client.post(
        f"/rt/pemberitahuan/{mine.pk}/benar/", {"kunci": "8b3c4d1e-0000-4000-8000-000000000001"}
    )
    name, rows = downloaded(client, "/rt/riwayat/unduh/?hasil=benar")
    assert "riwayat-rt-023-manggar-benar-" in name
    assert rows[0][:4] == ("RT", "Layanan", "Nama", "NIK")
    assert [row[2] for row in rows[1:]] == ["=HYPERLINK(1)"]
    assert rows[1][3] == mine.nik_masked
    assert unasked.name not in str(rows)
    assert downloaded(client, "/rt/riwayat/unduh/?cari=tidak+ada")[1][1:] == []


def test_the_lurah_has_the_whole_kelurahan(client: Client) -> None:
    log_in(client, people.SARI)
    mine = make.notice(name="Warga Sari")
    client.post(
        f"/rt/pemberitahuan/{mine.pk}/benar/", {"kunci": "8b3c4d1e-0000-4000-8000-000000000002"}
    )
    lurah, stranger = Client(), Client()
    log_in(lurah, people.LURAH)
    name, rows = downloaded(lurah, "/lurah/riwayat/unduh/")
    assert "riwayat-manggar-" in name
    assert ("RT 023", "Warga Sari") in [(row[0], row[2]) for row in rows]
    log_in(stranger, people.LURAH_LAIN)
    assert "Warga Sari" not in str(downloaded(stranger, "/lurah/riwayat/unduh/")[1])
