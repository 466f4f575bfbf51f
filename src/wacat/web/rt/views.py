"""The front page of the Ketua RT: the list, at once."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from wacat.web.audience import Request, audience
from wacat.web.notices import listing


@audience("KETUA_RT")
@require_safe
def index(request: Request) -> HttpResponse:
    """What waits for an answer (Pasal 3a)."""
    visitor = request.visitor
    if visitor.rt_id is None or visitor.area_name is None:
        raise LookupError("a Ketua RT has an RT")
    return listing.respond(
        request,
        rt_id=visitor.rt_id,
        rt_name=visitor.area_name,
        template="rt/daftar.html",
        may_answer=True,
        kelurahan=visitor.kelurahan_name,
    )
