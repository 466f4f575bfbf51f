"""Issuing accounts (Pasal 10a): who may, how many alone, what comes of a line, how the key travels."""

import io
import re
import zipfile

import openpyxl
import pypdf
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from tests import make, people
from tests.conftest import acting_as
from tests.web.test_proposal_desk import PASTED, desk, proposed
from tests.web.test_rt import text
from wacat.accounts import issuing_run, slips
from wacat.accounts.access import enter_system, leave
from wacat.accounts.models import (
    Account,
    Appointment,
    DoorKey,
    IssueBatch,
    IssueItem,
    Person,
    Proposal,
    ProposalLine,
)
from wacat.jobs.accounts import make_slips

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")


class Silent:
    """A reporter that tells nobody."""

    def tell(self, **_: object) -> None:
        """Say nothing."""


def approved(pasted: str = PASTED) -> Proposal:
    """A list that has been approved."""
    proposal = proposed(pasted)
    desk(people.ADMINISTRATOR).post(
        f"/administrator/usulan/{proposal.pk}/putuskan/", {"semua": "APPROVED"}
    )
    return proposal


def work(batch: IssueBatch) -> IssueBatch:
    """Do the job of a batch as the worker does."""
    by = make.account("administrator").pk
    with acting_as("wacat_job"):
        enter_system(by)
        done, total = 0, 1
        while done < total:
            done, total = issuing_run.run_chunk(batch_id=batch.pk, by=by, at=make.later())
        leave()
    batch.refresh_from_db()
    return batch


def at_commit() -> None:
    """Let the constraints that wait for the end of a transaction speak now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def chosen(proposal: Proposal) -> dict[str, object]:
    """The form with all lines of a proposal ticked."""
    return {"baris": list(proposal.lines.values_list("pk", flat=True))}


def issued(pasted: str = PASTED) -> IssueBatch:
    """A batch that the administrator issued alone."""
    proposal = approved(pasted)
    administrator = desk(people.ADMINISTRATOR)
    administrator.post("/administrator/usulan/penerbitan/", chosen(proposal) | {"langsung": "1"})
    return work(IssueBatch.objects.order_by("-id")[0])


def test_a_few_are_issued_by_the_administrator_alone() -> None:
    batch = issued()
    assert (batch.state, batch.line_count) == ("DONE", 3)
    account = Account.objects.get(login_phone="6281290000001")
    assert (account.username, account.state, account.basis) == (
        "rt-6471011001-001",
        "INVITED",
        "PROPOSAL",
    )
    assert not account.has_usable_password()
    office = Appointment.objects.get(person=account.person)
    assert (office.office, office.area.name) == ("KETUA_RT", "RT 001")
    page = text(desk(people.ADMINISTRATOR).get(f"/administrator/usulan/penerbitan/{batch.pk}/"))
    assert "Belum dikirim" in page
    assert "rt-6471011001-001" in page


def test_many_need_two_persons() -> None:
    lines = "\n".join(
        f"{n:03d}\tOrang Uji{'abcdefgh'[n]}\t08129000010{n}\tuji{n}@contoh.id" for n in range(1, 7)
    )
    proposal = approved(lines)
    administrator, kasi = desk(people.ADMINISTRATOR), desk(people.KASI)
    administrator.post("/administrator/usulan/penerbitan/", chosen(proposal))
    mine = IssueBatch.objects.order_by("-id")[0]
    refused = administrator.post(f"/administrator/usulan/penerbitan/{mine.pk}/putuskan/")
    assert refused.status_code == 409
    assert "diterbitkan oleh dua orang" in text(refused)
    with pytest.raises(IntegrityError, match="two_persons"), transaction.atomic():
        IssueBatch.objects.filter(pk=mine.pk).update(
            state="RUNNING", decided_by=mine.prepared_by, decided_at=make.NOW
        )
    administrator.post(
        f"/administrator/usulan/penerbitan/{mine.pk}/batal/", {"alasan": "Kasi menyiapkan"}
    )
    kasi.post("/administrator/usulan/penerbitan/", {"semua": "1"})
    theirs = IssueBatch.objects.order_by("-id")[0]
    assert kasi.post(f"/administrator/usulan/penerbitan/{theirs.pk}/putuskan/").status_code == 403
    administrator.post(f"/administrator/usulan/penerbitan/{theirs.pk}/putuskan/")
    theirs.refresh_from_db()
    assert theirs.state == "RUNNING"


def test_the_database_wants_a_proposal_under_each_account() -> None:
    line = proposed().lines.get(number=1)
    person = Person.objects.create(name="Tanpa Usulan")
    with transaction.atomic():
        Account.objects.create(person=person, username="x", basis="PROPOSAL", line=line)
        with pytest.raises(IntegrityError, match="approved_line"):
            at_commit()
        transaction.set_rollback(True)
    with transaction.atomic():
        Account.objects.create(person=person, username="y")
        Appointment.objects.create(
            person=person, office="KETUA_RT", area=make.area("64.71.01.1001.026"),
            valid=(make.NOW, None),
        )  # fmt: skip
        with pytest.raises(IntegrityError, match="needs an approved proposal"):
            at_commit()
        transaction.set_rollback(True)
    stands = ProposalLine.objects.get(account__username="rt")
    for field in ("email", "phone"):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProposalLine.objects.filter(pk=stands.pk).update(**{field: ""})


def test_a_held_office_is_handed_over_in_the_same_moment() -> None:
    issued("024\tRina Kusuma\t081290000024\trina@contoh.id")
    rina = Account.objects.get(login_phone="6281290000024")
    assert rina.username == "rt-6471011001-024"
    before = Appointment.objects.get(person__name=people.BUDI.name)
    after = Appointment.objects.get(person=rina.person)
    assert before.valid.upper == after.valid.lower
    assert make.account("rt2").state == "ENDED"


def test_a_known_person_keeps_his_account() -> None:
    known = f"026\t{people.BUDI.name}\t{people.phone_of(people.BUDI)}\trt2@contoh.id\tPlt"
    issued(known)
    account = make.account("rt2")
    assert account.state == "ACTIVE"
    assert Appointment.objects.filter(person=account.person).count() == 2


def test_one_that_fails_leaves_the_others() -> None:
    proposal = approved()
    administrator = desk(people.ADMINISTRATOR)
    administrator.post("/administrator/usulan/penerbitan/", chosen(proposal) | {"langsung": "1"})
    Account.objects.filter(username="rt2").update(login_phone="6281290000001")
    batch = work(IssueBatch.objects.order_by("-id")[0])
    states = dict(batch.items.values_list("line__name", "state"))
    assert states == {"Anton Wijaya": "FAILED", "Beni Saputra": "ISSUED", "Citra Dewi": "ISSUED"}
    page = text(administrator.get(f"/administrator/usulan/penerbitan/{batch.pk}/?rak=gagal"))
    assert "dipakai akun lain" in page
    assert "Beni" not in page
    assert "Anton Wijaya" in text(administrator.get("/administrator/usulan/penerbitan/"))


def test_whatsapp_shows_the_key_once_and_a_new_one_kills_the_old() -> None:
    batch = issued()
    administrator = desk(people.ADMINISTRATOR)
    item = IssueItem.objects.get(batch=batch, line__name="Anton Wijaya")
    address = f"/administrator/usulan/penerbitan/akun/{item.pk}/whatsapp/"
    answer = administrator.post(address)
    (first,) = set(CODE.findall(text(answer)))
    assert "https://wa.me/6281290000001?text=" in text(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    (second,) = set(CODE.findall(text(administrator.post(address))))
    assert first != second
    assert DoorKey.objects.filter(account=item.line.account, void_at=None).count() == 1
    page = text(administrator.get(f"/administrator/usulan/penerbitan/{batch.pk}/?rak=terkirim"))
    assert not CODE.findall(page)
    assert "WhatsApp" in page
    Account.objects.filter(login_phone="6281290000001").update(state="ACTIVE")
    refused = administrator.post(address)
    assert refused.status_code == 409
    assert "sudah membuat kata sandinya" in text(refused)


def test_no_download_holds_anything_secret() -> None:
    batch = issued()
    administrator, lurah = desk(people.ADMINISTRATOR), desk(people.LURAH)
    item = IssueItem.objects.get(batch=batch, line__name="Anton Wijaya")
    told = administrator.post(f"/administrator/usulan/penerbitan/akun/{item.pk}/whatsapp/")
    (secret,) = set(CODE.findall(text(told)))
    hashes = {DoorKey.objects.get(account=item.line.account, void_at=None).secret_hash}
    hashes |= {people_hash for (people_hash,) in Account.objects.values_list("password")}
    downloads = [
        administrator.get("/administrator/unduh/"),
        administrator.get("/administrator/akses/unduh/"),
        lurah.get("/lurah/usulan/lembar.xlsx"),
    ]
    for answer in downloads:
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        cells = {str(cell) for row in book.active.iter_rows(values_only=True) for cell in row}  # type: ignore[union-attr]
        assert not [cell for cell in cells if CODE.search(cell) or secret in cell]
        assert not hashes & cells
    assert "Anton Wijaya" in str(
        [*openpyxl.load_workbook(io.BytesIO(downloads[0].content)).active.values]  # type: ignore[union-attr]
    )


def test_slips_are_sealed_pages_each_with_its_own_code() -> None:
    batch = issued()
    administrator = desk(people.ADMINISTRATOR)
    answer = administrator.post(f"/administrator/usulan/penerbitan/{batch.pk}/slip/")
    book = pypdf.PdfReader(io.BytesIO(answer.content))
    pages = [page.extract_text() for page in book.pages]
    assert len(pages) == 3
    assert len({CODE.search(page)[0] for page in pages}) == 3  # type: ignore[index]
    for said in (
        "Anton Wijaya",
        "Ketua RT 001 Manggar",
        "rt-6471011001-001",
        "Tiga langkah",
        "Berlaku sampai",
    ):
        assert said in pages[0]
    assert DoorKey.objects.filter(account__login_phone="6281290000001", void_at=None).count() == 1


def test_many_slips_are_printed_by_a_job_fetched_once_and_destroyed(settings, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings.WACAT_UPLOADS = tmp_path
    batch = issued()
    by = make.account("administrator").pk
    order = slips.ask(batch_id=batch.pk, by=by, at=make.later())
    with acting_as("wacat_job"):
        assert make_slips(print_id=order.pk, by=by, reporter=Silent()) == 3  # type: ignore[arg-type]
        leave()
    (kept,) = (tmp_path / "slip").iterdir()
    assert b"%PDF" not in kept.read_bytes()
    administrator = desk(people.ADMINISTRATOR)
    assert "3 slip siap" in text(administrator.get(f"/administrator/usulan/penerbitan/{batch.pk}/"))
    address = f"/administrator/usulan/penerbitan/{batch.pk}/slip/{order.pk}/unduh/"
    answer = administrator.post(address)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["slip-manggar.pdf"]
        assert archive.read("slip-manggar.pdf").startswith(b"%PDF")
    assert not kept.exists()
    again = administrator.post(address)
    assert again.status_code == 410
    assert "sudah diunduh dan dimusnahkan" in text(again)


def test_an_address_that_several_share_gets_no_key() -> None:
    pasted = (
        "001\tAnton Wijaya\t081290000001\tkeluarga@contoh.id\n"
        "002\tBeni Saputra\t081290000002\tkeluarga@contoh.id\n"
        "003\tCitra Dewi\t081290000003\tcitra@contoh.id"
    )
    batch = issued(pasted)
    administrator = desk(people.ADMINISTRATOR)
    page = text(
        administrator.post(f"/administrator/usulan/penerbitan/{batch.pk}/email/", follow=True)
    )
    assert "kepada 1 orang" in page
    assert "2 undangan tidak dikirim" in page


def test_the_lurah_reads_how_far_his_proposal_is() -> None:
    batch = issued()
    number = batch.items.all()[0].line.proposal_id
    page = text(desk(people.LURAH).get(f"/lurah/usulan/{number}/"))
    assert "Akun terbit, belum masuk" in page
    assert not CODE.findall(page)


def test_nobody_but_the_administrator_hands_out_keys() -> None:
    batch = issued()
    item = batch.items.all()[0]
    for someone in (people.KASI, people.LURAH, people.OPERATOR):
        client: Client = desk(someone)
        for act in (f"{batch.pk}/slip/", f"{batch.pk}/email/", f"akun/{item.pk}/whatsapp/"):
            assert client.post(f"/administrator/usulan/penerbitan/{act}").status_code == 403
