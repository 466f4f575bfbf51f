"""The addresses that RT and Lurah share, below the front page of each."""

from django.urls import URLPattern, path

from wacat.web.audience import audience
from wacat.web.notices import acts, claiming, history, inquiries, page


def routes(office: str) -> list[URLPattern]:
    """The same acts for one office alone; the other is refused at this address."""
    only = audience(office)
    one = "pemberitahuan/<int:notice_id>/"
    return [
        path(one, only(page.show)),
        path(f"{one}benar/", only(acts.confirm)),
        path(f"{one}urungkan/", only(acts.undo)),
        path(f"{one}salah/", only(claiming.correct)),
        path(f"{one}bukan-warga/", only(claiming.deny)),
        path(f"{one}keterangan/", only(acts.explain)),
        path(f"{one}keberatan/", only(acts.object_to)),
        path(f"{one}bukti/<int:evidence_id>/", only(page.evidence)),
        path("pertanyaan/", only(inquiries.index)),
        path("pertanyaan/<int:inquiry_id>/", only(inquiries.answer)),
        path("riwayat/", only(history.index)),
        path("riwayat/unduh/", only(history.download)),
    ]
