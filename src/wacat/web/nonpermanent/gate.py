"""While the module is off its pages do not exist."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse

from wacat.nonpermanent.queries import is_on
from wacat.web.audience import Request


def when_on(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view be found only while the office uses the module (a setting)."""

    @wraps(view)
    def entered(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        if not is_on():
            raise Http404
        return view(request, *args, **kwargs)

    return entered
