"""The comparison before approval: old and new side by side, vanished facts settled by two people."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests import people
from tests.door import standing_as
from tests.intake import desk as intake
from tests.intake import files
from tests.intake.test_actions import Silent
from tests.web.test_entry import log_in
from tests.web.test_operator_files import page
from wacat.intake import actions
from wacat.intake.models import Vanished
from wacat.records.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Uploaded files of a test lie in its own folder."""
    monkeypatch.setattr(actions, "Reporter", Silent)
    settings.WACAT_UPLOADS = tmp_path / "unggahan"


def signed_in(someone: people.Someone) -> Client:
    """A browser of that person."""
    client = Client()
    log_in(client, someone)
    return client


def compared() -> str:
    """The address of a file with a new, two changed and an unchanged fact, of which one vanished."""
    intake.published(intake.services(*(files.service(n) for n in (2, 22, 3, 4, 23))))
    nik = str(files.service(3)["NIK"])
    batch = intake.checked(
        intake.services(
            files.service(2), files.service(22, RT="024", Alamat="Jl. Benar No. 5"),
            files.service(3, NIK=nik[:6] + "9" + nik[7:]), files.service(4), files.service(25),
        )
    )  # fmt: skip
    return f"/operator/berkas/{batch.pk}/"


def test_old_and_new_stand_side_by_side_before_anybody_approves(sql_snapshot: Any) -> None:
    address, rahmat = compared(), signed_in(people.OPERATOR_2)
    shown = page(rahmat, address)
    assert "1 layanan yang sudah terbit tidak ada lagi di berkas ini" in shown
    with sql_snapshot("operator_banding"):
        changed = page(rahmat, address + "banding/")
    assert "Jl. Uji No. 22" in changed
    assert "Jl. Benar No. 5" in changed
    assert "RT 023 Manggar: ditarik" in changed
    assert "RT 024 Manggar: baru" in changed
    assert "(berbeda pada angka yang disamarkan)" in changed
    assert str(files.service(3)["NIK"]) not in changed
    assert "WARGA UJI 25" in page(rahmat, address + "banding/", bagian="baru")
    same = page(rahmat, address + "banding/", bagian="sama")
    assert "WARGA UJI 4" in same
    assert "WARGA UJI 25" not in same
    assert "Tidak ada yang cocok" in page(rahmat, address + "banding/", cari="zzz")


def test_two_people_withdraw_what_vanished_and_its_rt_reads_why() -> None:
    address, dewi, rahmat = compared(), signed_in(people.OPERATOR), signed_in(people.OPERATOR_2)
    with standing_as("operator"):
        gone = Vanished.objects.get()
    settle, act = address + "banding/hilang/", {"layanan": gone.pk, "putusan": "tarik"}
    assert "WARGA UJI 23" in page(rahmat, address + "banding/", bagian="hilang")
    mine = dewi.post(settle, act | {"alasan": "Tidak ada di SIAK"})
    assert mine.status_code == 409
    assert "bukan pengunggah" in mine.content.decode()
    assert "Tidak ada di SIAK" in mine.content.decode()
    assert "Tuliskan alasannya" in rahmat.post(settle, act | {"alasan": " "}).content.decode()
    assert rahmat.post(settle, act | {"alasan": "Tidak ada di SIAK"}).status_code == 302
    assert rahmat.post(settle, act | {"alasan": "Sekali lagi"}).status_code == 409
    with standing_as("rt2"):
        told = Notice.objects.get(name="WARGA UJI 23")
        assert (told.state, told.withdraw_reason) == ("WITHDRAWN", "Tidak ada di SIAK")
    settled = page(rahmat, address + "banding/", bagian="hilang", keadaan="diputuskan")
    assert "Ditarik, Rahmat Hidayat" in settled


def test_what_vanished_may_stand_with_a_reason() -> None:
    address, dewi = compared(), signed_in(people.OPERATOR)
    with standing_as("operator"):
        gone = Vanished.objects.get()
    kept = {"layanan": gone.pk, "putusan": "tetap", "alasan": "Ekspor sebagian"}
    assert dewi.post(address + "banding/hilang/", kept).status_code == 302
    with standing_as("rt2"):
        assert Notice.objects.get(name="WARGA UJI 23").state == "SENT"
    assert "belum diputuskan" not in page(dewi, address)


def test_a_file_that_only_repeats_what_stands_says_so() -> None:
    first = intake.services(files.service(2), files.service(3))
    intake.published(first)
    again = intake.checked(first)
    shown = page(signed_in(people.OPERATOR), f"/operator/berkas/{again.pk}/")
    assert "Dibandingkan dengan yang sudah terbit" in shown
    assert "belum diputuskan" not in shown
