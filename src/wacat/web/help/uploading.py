"""Files given with a message: each is checked, pictures are written anew."""

from django.http import HttpRequest

from wacat.accounts import scans
from wacat.accounts.scans import CannotUseScan, Scan
from wacat.helpdesk.writing import MOST_FILES, CannotWrite
from wacat.web.uploads import is_too_large

HINT = "Foto (JPG, PNG, WebP) atau PDF, masing-masing paling besar 5 MB, paling banyak 3."
ACCEPT = "image/jpeg,image/png,image/webp,application/pdf"


def scans_in(request: HttpRequest, *, name: str = "berkas") -> list[Scan]:
    """The files of a form, fit to be kept.

    Raises:
        CannotUseScan: one of them is no picture or harmless PDF, or too large.
        CannotWrite: too many.
    """
    if is_too_large(request):
        raise CannotUseScan(f"Berkas lebih besar dari {scans.LARGEST_MEGABYTES} MB.")
    given = request.FILES.getlist(name)
    if len(given) > MOST_FILES:
        raise CannotWrite(f"Lampirkan paling banyak {MOST_FILES} berkas.")
    return [scans.clean(file) for file in given]
