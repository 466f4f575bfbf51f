"""Reading what an address or a form says, without trusting it."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

LARGEST = 2**63 - 1


def whole_number(text: str | None) -> int:
    """A number between 0 and what the database holds; 0 for anything else."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > 19:
        return 0
    return min(int(text), LARGEST)


def posted(request: HttpRequest) -> tuple[QueryDict | None, MultiValueDict[str, Any] | None]:
    """What a form was sent with, or nothing when it is only being looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
