"""Periods on their page: lock, sign, issue and revise with confirmation; the population by file."""

import io
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import make, people
from tests.conftest import acting_as
from tests.reports import histories
from tests.web.test_entry import log_in
from wacat.accounts.access import leave
from wacat.intake.checks import CHECKS
from wacat.jobs import reports as jobs
from wacat.reports.models import ReportPeriod, Stock, StockList

pytestmark = pytest.mark.django_db
RT_23 = "64.71.01.1001.023"
AUGUST = "/lep/periode/2026-08/"


def entered(someone: people.Someone) -> Client:
    """The browser of that person."""
    client = Client()
    log_in(client, someone)
    return client


def take(client: Client, act: str, *, sure: str = "1", **more: str) -> str:
    """Take a step on the page of August; the page that follows."""
    response = client.post(AUGUST, {"tindakan": act, "yakin": sure, **more}, follow=True)
    return response.content.decode()


def test_a_period_goes_its_way_by_hand() -> None:
    make.publish(make.row(rt=RT_23, kind="DATANG", served_on=date(2026, 8, 5)))
    rini, tirta = entered(people.ADMINISTRATOR), entered(people.KEPALA)
    assert "Agustus 2026" in rini.get("/lep/periode/").content.decode()
    assert "Centang bahwa Anda sudah memeriksa" in take(rini, "kunci", sure="")
    assert "Periode dikunci." in take(rini, "kunci")
    assert "Langkah ini dilakukan oleh jabatan lain." in take(rini, "tandatangani")
    assert "Periode ditandatangani." in take(tirta, "tandatangani")
    assert "diterbitkan." in take(rini, "terbitkan")
    assert "Tulis alasan revisi" in take(tirta, "revisi", alasan=" ")
    page = take(tirta, "revisi", alasan="Berkas tertinggal")
    assert "Revisi 2" in page
    assert "Berkas tertinggal" in page
    assert entered(people.SARI).get("/lep/periode/").status_code == 403
    assert tirta.get("/lep/periode/2026-8/").status_code == 404
    for odd in ("?jenis=x", "?sebelum=x", "?jenis=MONTH&sebelum=1"):
        assert tirta.get(f"/lep/periode/{odd}").status_code == 200


def test_the_reader_is_led_to_the_period_and_told_that_it_is_locked() -> None:
    make.publish(make.row(rt=RT_23, kind="DATANG", served_on=date(2026, 8, 5)))
    take(entered(people.ADMINISTRATOR), "kunci")
    sari = entered(people.SARI)
    found = ReportPeriod.objects.get(key="2026-08")
    page = sari.get(f"/lep/siap/{found.pk}/", follow=True)
    assert "sudah dikunci dan tidak berubah lagi" in page.content.decode()
    first = sari.get(f"/lep/{RT_23}/2026-08.pdf").content
    assert sari.get(f"/lep/{RT_23}/2026-08.pdf").content == first
    assert sari.get("/lep/siap/999999999/").status_code == 404


def test_the_month_is_locked_by_itself_five_days_after_its_end() -> None:
    make.publish(make.row(rt=RT_23, served_on=date(2026, 10, 5)))
    leave()
    with acting_as("wacat_job"):
        assert jobs.lock_due(at=datetime(2026, 11, 5, 1, tzinfo=UTC)) == []
        made = jobs.lock_due(at=datetime(2026, 11, 6, 1, tzinfo=UTC))
        assert len(made) == 1
        assert jobs.lock_due(at=datetime(2026, 11, 6, 2, tzinfo=UTC)) == []
    leave()
    assert ReportPeriod.objects.get(pk=made[0]).key == "2026-10"


def load(client: Client, text: str, *, day: str = "30-6-2026", **more: str) -> str:
    """Upload a list of the population; the page that follows."""
    file = SimpleUploadedFile("dkb.csv", text.encode())
    form = {"tanggal": day, "berkas": file, **more}
    return client.post("/lep/penduduk/", form, follow=True).content.decode()


def test_the_population_is_loaded_wholly_or_not_at_all() -> None:
    rini = entered(people.ADMINISTRATOR)
    good = "Kelurahan;RT;Laki-laki;Perempuan\nManggar;023;214;198\nManggar;024;1.002;0\n"
    wrong = good + "Mangar;001;1;1\nManggar;099;1;1\nManggar;025;banyak;1\nManggar;023;1;1\n"
    page = load(rini, wrong, kosong="1")
    for said in (
        "Ada 4 isian yang perlu diperbaiki dari 6 baris", "Mungkin maksudnya: Manggar",
        CHECKS["RT_UNKNOWN"].message, "Tulis banyaknya orang sebagai angka", "sudah ada di atasnya",
    ):  # fmt: skip
        assert said in page, said
    assert 'value="30-6-2026"' in page
    assert "RT tidak tertulis" in load(rini, good)
    assert "hari pertama atau terakhir" in load(rini, good, day="15-6-2026", kosong="1")
    assert "Tulis tanggal seperti" in load(rini, good, day="kapan")
    assert StockList.objects.count() == 0
    assert "1.414 penduduk" in load(rini, good, kosong="1")
    assert "sama persis sudah dimuat" in load(rini, good, kosong="1")
    with histories.as_system():
        men = Stock.objects.get(rt=make.area("64.71.01.1001.024"), sex="L")
    assert men.count == 1002
    assert entered(people.OPERATOR).get("/lep/penduduk/").status_code == 403


def test_the_population_may_be_told_by_citizenship() -> None:
    rini = entered(people.ADMINISTRATOR)
    head = "Kelurahan;RT;Laki-laki;Perempuan;Laki-laki WNA;Perempuan WNA\n"
    assert "0 sampai 214." in load(rini, head + "Manggar;023;214;198;215;0\n", kosong="1")
    assert StockList.objects.count() == 0
    half = "Kelurahan;RT;Laki-laki;Perempuan;Laki-laki WNA\nManggar;023;214;198;3\n"
    assert "keduanya, atau hapus keduanya" in load(rini, half, kosong="1")
    assert "412 penduduk" in load(rini, head + "Manggar;023;214;198;3;0\n", kosong="1")
    with histories.as_system():
        men = Stock.objects.get(rt=make.area("64.71.01.1001.023"), sex="L")
        none = Stock.objects.get(rt=make.area("64.71.01.1001.024"), sex="L")
    assert (men.count, men.wni, men.wna) == (214, 211, 3)
    assert (none.count, none.wni, none.wna) == (0, 0, 0)


def test_a_file_that_is_no_list_is_refused_in_words() -> None:
    rini = entered(people.ADMINISTRATOR)
    file = io.BytesIO(b"PK\x03\x04rusak")
    file.name = "dkb.xlsx"
    response = rini.post("/lep/penduduk/", {"tanggal": "30-6-2026", "berkas": file})
    assert response.status_code == 422
    assert "medan-galat" in response.content.decode()
