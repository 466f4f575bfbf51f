"""Handing out first keys at the desk: slips, e-mail, WhatsApp. A key is shown or printed once."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from wacat.accounts import delivering, slips
from wacat.accounts.issue_queries import batches
from wacat.accounts.models import IssueItem
from wacat.web.administrator.issuing import address, page_of
from wacat.web.audience import Request, audience


@audience("ADMINISTRATOR")
@require_POST
def print_all(request: Request, issue_id: int) -> HttpResponse:
    """Slips for everybody in the batch who has not been in: a few at once, many by a job."""
    batch = batches().get(pk=issue_id)
    at, by = timezone.now(), request.visitor.account_id
    waiting = list(delivering.open_items(batch.pk)[: slips.AT_ONCE + 1])
    try:
        if len(waiting) <= slips.AT_ONCE:
            return _file(
                slips.make_pdf(waiting, by=by, at=at), name=f"slip-penerbitan-{batch.pk}.pdf"
            )
        slips.ask(batch_id=batch.pk, by=by, at=at)
    except delivering.CannotDeliver as refusal:
        return page_of(request, batches().get(pk=issue_id), trouble=str(refusal), status=409)
    messages.success(request, "Slip sedang dicetak. Berkasnya dapat diunduh satu kali.")
    return HttpResponseRedirect(address(batch.pk))


@audience("ADMINISTRATOR")
@require_POST
def fetch(request: Request, issue_id: int, print_id: int) -> HttpResponse:
    """The printed slips, once; the file is destroyed with it."""
    batch = batches().get(pk=issue_id)
    order = batch.prints.get(pk=print_id)
    try:
        content = slips.fetch(print_id=order.pk, by=request.visitor.account_id, at=timezone.now())
    except delivering.CannotDeliver as refusal:
        return page_of(request, batch, trouble=str(refusal), status=410)
    return _file(content, name=f"slip-penerbitan-{batch.pk}.zip", kind="application/zip")


@audience("ADMINISTRATOR")
@require_POST
def email_all(request: Request, issue_id: int) -> HttpResponse:
    """The way in by e-mail for everybody in the batch who has not been in."""
    ids = list(delivering.open_items(batches().get(pk=issue_id).pk).values_list("pk", flat=True))
    _say_mail(request, *delivering.by_email(
        item_ids=ids, by=request.visitor.account_id, at=timezone.now()
    ))  # fmt: skip
    return HttpResponseRedirect(address(issue_id))


@audience("ADMINISTRATOR")
@require_POST
def one(request: Request, item_id: int, channel: str) -> HttpResponse:
    """A new key for one holder who has not been in; the earlier one dies."""
    item = IssueItem.objects.select_related("line").get(pk=item_id)
    at, by = timezone.now(), request.visitor.account_id
    try:
        if channel == "whatsapp":
            handed = delivering.by_whatsapp(item_id=item.pk, by=by, at=at)
            page = {"k": handed, "kembali": address(item.batch_id)}
            response = render(request, "administrator/kunci_whatsapp.html", page)
            response["Cache-Control"] = "no-store"
            response["Referrer-Policy"] = "no-referrer"
            return response
        if channel == "email":
            _say_mail(request, *delivering.by_email(item_ids=[item.pk], by=by, at=at))
            return HttpResponseRedirect(address(item.batch_id))
        waiting = list(delivering.open_items(item.batch_id).filter(pk=item.pk))
        content = slips.make_pdf(waiting, by=by, at=at)
    except delivering.CannotDeliver as refusal:
        return page_of(request, batches().get(pk=item.batch_id), trouble=str(refusal), status=409)
    return _file(content, name=f"slip-{slugify(item.line.name)[:40] or 'akun'}.pdf")


def _say_mail(request: Request, sent: int, held: int) -> None:
    if sent:
        messages.success(request, f"Undangan dikirim lewat e-mail kepada {sent} orang.")
    if held:
        messages.warning(
            request,
            f"{held} undangan tidak dikirim, karena e-mailnya dipakai bersama beberapa akun. "
            "Pakai WhatsApp atau slip cetak.",
        )
    if not sent and not held:
        messages.info(request, "Semua pemegang akun sudah masuk.")


def _file(content: bytes, *, name: str, kind: str = "application/pdf") -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
