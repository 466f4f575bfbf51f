"""The office's side of a breach: prepare, decide, drop, record and decide the objection (Pasal 6)."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wacat.accounts import histories, objections, sanctions
from wacat.accounts.models import Account, Appointment, Sanction, SanctionFile
from wacat.accounts.queries import office_title
from wacat.accounts.states import SANCTION_TRANSITIONS, SanctionState
from wacat.audit.actions import note
from wacat.web.administrator.act_page import ActPage, answer
from wacat.web.audience import Request, audience
from wacat.web.forms import posted, whole_number
from wacat.web.sanctions import forms, letters

GET_POST = ["GET", "HEAD", "POST"]
DECIDERS = ("ADMINISTRATOR", "KASI", "KEPALA", "SEKRETARIS")
PAGE = 50
LOOKS = {
    SanctionState.PREPARED: "hati-hati",
    SanctionState.DROPPED: "netral",
    SanctionState.IN_FORCE: "gawat",
    SanctionState.OBJECTED: "hati-hati",
    SanctionState.UPHELD: "gawat",
    SanctionState.REINSTATED: "baik",
    SanctionState.FINAL: "gawat",
}


@audience(*DECIDERS)
@require_safe
def index(request: Request) -> HttpResponse:
    """The cases, the newest first; each office finds what waits for it."""
    state = request.GET.get("keadaan", "")
    state = state if state in SanctionState.values else ""
    words = request.GET.get("cari", "").strip()[:80]
    before = whole_number(request.GET.get("sebelum"))
    found = Sanction.objects.select_related("account__person").order_by("-pk")
    if words:
        found = found.filter(account__person__name__icontains=words)
    counts = dict(found.order_by().values_list("state").annotate(Count("pk")))
    if state:
        found = found.filter(state=state)
    if before:
        found = found.filter(pk__lt=before)
    lines = list(found[: PAGE + 1])
    note(act="read", of="sanction", ids=[case.pk for case in lines[:PAGE]])
    chips = [("Semua", "?" + urlencode({"cari": words}), sum(counts.values()), not state)] + [
        (str(s.label), "?" + urlencode({"cari": words, "keadaan": s}), counts.get(s, 0), s == state)
        for s in SanctionState
    ]
    more = (
        urlencode({"cari": words, "keadaan": state, "sebelum": lines[PAGE - 1].pk})
        if len(lines) > PAGE
        else ""
    )
    page = {
        "baris": lines[:PAGE],
        "jumlah": counts.get(state, 0) if state else sum(counts.values()),
        "chips": chips,
        "cari": words,
        "keadaan": state,
        "rupa": LOOKS,
        "lanjut": f"?{more}" if more else None,
    }
    return render(request, "sanctions/daftar.html", page)


@audience("ADMINISTRATOR", "KASI")
@require_http_methods(GET_POST)
def prepare(request: Request, account_id: int) -> HttpResponse:
    """Prepare the revocation of an account, with reason, description and evidence."""
    found = Account.objects.select_related("person").get(pk=account_id)
    form = forms.CaseForm(*posted(request))

    def act(at: datetime) -> str:
        values = form.cleaned_data
        sanctions.prepare(
            account_id=found.pk, reason=values["pelanggaran"], description=values["uraian"],
            files=values["bukti"], by=request.visitor, at=at,
        )  # fmt: skip
        return "Perkara disiapkan. Akses belum berubah sampai orang kedua memutuskan."

    page = ActPage(
        title=f"Siapkan pencabutan akses {found.person.name}",
        lines=(
            "Pasal 6: akses dinonaktifkan bila keamanan atau kerahasiaan data dilanggar (Pasal 5 ayat 3 "
            "huruf a). Untuk HP hilang, kunci akunnya; untuk masa jabatan yang selesai, akhiri jabatannya.",
            "Yang menyiapkan dan yang memutuskan adalah dua orang, salah satunya administrator.",
        ),
        verb="Siapkan perkara",
        back=reverse("account", args=[found.pk]),
        danger=True,
    )
    return answer(request, page, form=form, act=act)


@audience(*DECIDERS)
@require_safe
def show(request: Request, sanction_id: int) -> HttpResponse:
    """One case: what happened, evidence, who decided, the objection, what may be done now."""
    case = _get(sanction_id)
    note(act="read", of="sanction", ids=[case.pk])
    return render(request, "sanctions/perkara.html", _context(request, case))


@audience("ADMINISTRATOR", "KASI")
@require_http_methods(GET_POST)
def decide(request: Request, sanction_id: int) -> HttpResponse:
    """Revoke, as the second person."""
    case = _get(sanction_id)
    form = forms.ConfirmForm(posted(request)[0])

    def act(at: datetime) -> str:
        sanctions.decide(sanction_id=case.pk, by=request.visitor, at=at)
        return "Akses dicabut. Cetak suratnya dan sampaikan kepada pemegang akun."

    page = ActPage(
        title=f"Cabut akses {case.account.person.name}?",
        lines=(
            f"Pelanggaran: {case.get_reason_display()}.",
            "Aksesnya tertutup pada permintaan berikutnya, semua jabatannya di WaCAT berakhir, dan ia "
            "diberi tahu alasan serta hak berkeberatan.",
        ),
        verb="Cabut akses",
        back=reverse("sanction", args=[case.pk]),
        danger=True,
    )
    return answer(
        request, page, form=form, act=act, prepare=lambda: _lock_terms(case.account.person_id)
    )


@audience("ADMINISTRATOR", "KASI")
@require_http_methods(GET_POST)
def drop(request: Request, sanction_id: int) -> HttpResponse:
    """Close a prepared case without a decision against the holder."""
    case = _get(sanction_id)
    form = forms.DropForm(posted(request)[0])

    def act(at: datetime) -> str:
        sanctions.drop(
            sanction_id=case.pk, reason=form.cleaned_data["alasan"], by=request.visitor, at=at
        )
        return "Perkara ditutup. Akses pemegang akun tidak berubah."

    page = ActPage(
        title=f"Tutup perkara {case.account.person.name}", lines=(), verb="Tutup perkara",
        back=reverse("sanction", args=[case.pk]),
    )  # fmt: skip
    return answer(request, page, form=form, act=act)


@audience("ADMINISTRATOR", "KASI")
@require_http_methods(GET_POST)
def record(request: Request, sanction_id: int) -> HttpResponse:
    """Write down an objection that came on paper."""
    case = _get(sanction_id)
    form = forms.PaperObjectionForm(*posted(request))

    def act(at: datetime) -> str:
        objections.object_to(
            sanction_id=case.pk, text=form.cleaned_data["keberatan"],
            files=form.cleaned_data["surat"], by=request.visitor, at=at,
        )  # fmt: skip
        return "Keberatan dicatat. Kepala atau Sekretaris yang memutuskan."

    page = ActPage(
        title=f"Catat keberatan {case.account.person.name}",
        lines=("Salin isi surat keberatannya apa adanya, dan lampirkan pindaiannya.",),
        verb="Catat keberatan",
        back=reverse("sanction", args=[case.pk]),
    )
    return answer(request, page, form=form, act=act)


@audience("KEPALA", "SEKRETARIS")
@require_http_methods(GET_POST)
def settle(request: Request, sanction_id: int) -> HttpResponse:
    """Decide the objection: neither of the two who revoked."""
    case = _get(sanction_id)
    form = forms.SettleForm(posted(request)[0])

    def act(at: datetime) -> str:
        accept = form.cleaned_data["putusan"] == "terima"
        told = objections.settle(
            sanction_id=case.pk, accept=accept, reason=form.cleaned_data["alasan"],
            by=request.visitor, at=at,
        )  # fmt: skip
        return " ".join(["Akses dipulihkan." if accept else "Pencabutan tetap berlaku.", *told])

    page = ActPage(
        title=f"Putuskan keberatan {case.account.person.name}",
        lines=(
            "Bila diterima, setiap jabatan yang masih kosong dilanjutkan. Yang sudah terisi tidak.",
        ),
        verb="Putuskan",
        back=reverse("sanction", args=[case.pk]),
    )
    return answer(request, page, form=form, act=act)


@audience(*DECIDERS)
@require_safe
def file(request: Request, sanction_id: int, file_id: int) -> HttpResponse:
    """A piece of evidence; who opened it is told to the trail, and no cache keeps it."""
    found = SanctionFile.objects.get(pk=file_id, sanction_id=sanction_id)
    note(act="read", of="sanction_file", ids=[found.pk])
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    suffix = "pdf" if found.media_type == "application/pdf" else "jpg"
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = (
        f'attachment; filename="bukti_{sanction_id}_{found.pk}.{suffix}"'
    )
    return response


@audience(*DECIDERS)
@require_safe
def letter(request: Request, sanction_id: int) -> HttpResponse:
    """The letter to the holder: the decision, its reason, the right to object and until when."""
    case = _get(sanction_id)
    if case.decided_at is None:
        raise Sanction.DoesNotExist
    note(act="read", of="sanction", ids=[case.pk], how="letter")
    response = HttpResponse(letters.make(case), content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = f'attachment; filename="surat_pencabutan_{case.pk}.pdf"'
    return response


def _get(sanction_id: int) -> Sanction:
    return Sanction.objects.select_related(
        "account__person", "prepared_by__person", "decided_by__person", "settled_by__person",
        "objection_recorded_by__person",
    ).get(pk=sanction_id)  # fmt: skip


def _lock_terms(person_id: int) -> None:
    """Let answers that are being given finish before the clock is read."""
    list(Appointment.objects.select_for_update(no_key=True).filter(person_id=person_id))


def _context(request: Request, case: Sanction) -> dict[str, Any]:
    role, now = request.visitor.role, SanctionState(case.state)
    may = {
        to
        for (before, to), roles in SANCTION_TRANSITIONS.items()
        if before == now and role in roles
    }
    hands = (case.prepared_by_id, case.decided_by_id)
    mine = request.visitor.account_id in hands
    taken = [histories.get_term(int(pk)) for pk in sorted(case.stopped)]
    return {
        "p": case,
        "rupa": LOOKS[now],
        "kini": timezone.now(),
        "berkas": case.files.defer("content").order_by("pk"),
        "jabatan": [office_title(t.office, t.area) for t in taken],
        "boleh_putus": SanctionState.IN_FORCE in may and not mine,
        "menunggu_orang_kedua": now == SanctionState.PREPARED and mine,
        "boleh_tutup": SanctionState.DROPPED in may,
        "boleh_catat": SanctionState.OBJECTED in may
        and case.objection_until is not None
        and timezone.now() < case.objection_until,
        "boleh_jawab": SanctionState.UPHELD in may and not mine,
    }
