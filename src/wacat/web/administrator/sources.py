"""Sumber berkas: which machines may hand files in, who answers for them, and their tokens."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wacat.audit.actions import reading
from wacat.intake import source_queries, sources
from wacat.intake.models import Source, SourceToken
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number

FIELDS = ("nama", "kode", "pemilik", "alasan")


@audience("ADMINISTRATOR")
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    """The sources, and the form for another one."""
    now, trouble = timezone.now(), ""
    typed = {name: request.POST.get(name, "")[:400].strip() for name in FIELDS}
    if request.method == "POST":
        try:
            made = sources.open_source(
                code=typed["kode"], name=typed["nama"], owner_id=whole_number(typed["pemilik"]),
                reason=typed["alasan"], by=request.visitor.account_id, at=now,
            )  # fmt: skip
        except sources.CannotOpenDoor as refusal:
            trouble = str(refusal)
        else:
            messages.success(request, f"Sumber {made.name} terdaftar. Buat tokennya bila perlu.")
            return HttpResponseRedirect(_address(made.pk))
    lines = source_queries.sources(at=now)
    page = {
        "sumber": [line for line in lines if line.source.ended_at is None],
        "berakhir": [line for line in lines if line.source.ended_at is not None],
        "isi": typed,
        "galat": trouble,
        "operator": _operators(),
    }
    return render(request, "administrator/sumber.html", page, status=422 if trouble else 200)


@audience("ADMINISTRATOR")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, source_id: int) -> HttpResponse:
    """One source; POST makes a token, whose secret this one answer shows."""
    source = source_queries.get_source(source_id)
    made, trouble = None, ""
    if request.method == "POST":
        try:
            made = sources.issue_token(
                source_id=source.pk, reason=request.POST.get("alasan", ""),
                lasts=timedelta(days=whole_number(request.POST.get("hari"))),
                by=request.visitor.account_id, at=timezone.now(),
            )  # fmt: skip
        except sources.CannotOpenDoor as refusal:
            trouble = str(refusal)
    return _page(request, source, made=made, trouble=trouble)


@audience("ADMINISTRATOR")
@require_POST
def change_owner(request: Request, source_id: int) -> HttpResponse:
    """Let another operator answer for a source."""
    source = source_queries.get_source(source_id)
    try:
        sources.change_owner(
            source_id=source.pk, owner_id=whole_number(request.POST.get("pemilik")),
            reason=request.POST.get("alasan", ""), at=timezone.now(),
        )  # fmt: skip
    except sources.CannotOpenDoor as refusal:
        return _page(request, source, trouble=str(refusal))
    messages.success(request, "Penanggung jawab sumber ini sudah diganti.")
    return HttpResponseRedirect(_address(source.pk))


@audience("ADMINISTRATOR")
@require_POST
def end(request: Request, source_id: int) -> HttpResponse:
    """End a source with its tokens."""
    source = source_queries.get_source(source_id)
    try:
        sources.end_source(
            source_id=source.pk, reason=request.POST.get("alasan", ""),
            by=request.visitor.account_id, at=timezone.now(),
        )  # fmt: skip
    except sources.CannotOpenDoor as refusal:
        return _page(request, source, trouble=str(refusal))
    messages.success(request, f"Sumber {source.name} diakhiri. Tokennya tidak berlaku lagi.")
    return HttpResponseRedirect(reverse("sources"))


@audience("ADMINISTRATOR")
@require_POST
def end_token(request: Request, source_id: int, token_id: int) -> HttpResponse:
    """End one token at once."""
    source = source_queries.get_source(source_id)
    token = SourceToken.objects.get(pk=token_id, source=source)
    try:
        sources.end_token(
            token_id=token.pk, reason=request.POST.get("alasan", ""),
            by=request.visitor.account_id, at=timezone.now(),
        )  # fmt: skip
    except sources.CannotOpenDoor as refusal:
        return _page(request, source, trouble=str(refusal))
    messages.success(request, f"Token berakhiran {token.tail} diakhiri.")
    return HttpResponseRedirect(_address(source.pk))


def _page(
    request: Request, source: Source, *, made: str | None = None, trouble: str = ""
) -> HttpResponse:
    now = timezone.now()
    files = source_queries.handed_in(source.pk)
    reading(of="intake_batch", ids=[batch.pk for batch in files], how="source")
    page: dict[str, Any] = {
        "s": source,
        "baru": made,
        "galat": trouble,
        "alasan": request.POST.get("alasan", "")[:400] if trouble else "",
        "token": [
            (token, source_queries.state_of(token, at=now))
            for token in source_queries.tokens_of(source.pk)
        ],
        "berkas": files,
        "hari": [(str(life.days), f"{life.days} hari") for life in sources.LIVES],
        "operator": _operators(),
    }
    response = render(
        request, "administrator/satu_sumber.html", page, status=422 if trouble else 200
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _operators() -> list[tuple[str, str]]:
    return [("", "Pilih"), *((str(a.pk), a.person.name) for a in sources.operators())]


def _address(source_id: int) -> str:
    return reverse("source", args=[source_id])
