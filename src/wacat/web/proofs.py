"""How evidence leaves: a photo is shown, a PDF is saved; neither can run anything or stay in a cache."""

from django.http import HttpResponse

from wacat.verification.evidence import PDF
from wacat.verification.models import Evidence


def as_proof(proof: Evidence, *, number: str) -> HttpResponse:
    """The evidence of the correction with that number, closed in on all sides."""
    is_pdf = proof.media_type == PDF
    response = HttpResponse(bytes(proof.content), content_type=proof.media_type)
    how, ending = ("attachment", "pdf") if is_pdf else ("inline", "jpg")
    name = f"bukti-{number.lower()}-{proof.pk}.{ending}"
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
