"""Takes in what browsers send: never more than the limit, and before the transaction begins."""

from collections.abc import Callable

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse, UnreadablePostError

MAX_MEGABYTES = 50
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024


class LimitHandler(FileUploadHandler):
    """Drops a file as soon as it is larger than the limit; the view says so (`is_too_large`)."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Count each file from its start."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the chunk on, or stop keeping this file.

        Raises:
            SkipFile: the limit is passed.
        """
        self.received += len(raw_data)
        if self.received > MAX_BYTES:
            self.request.META["wacat.too_large"] = True  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler makes the file."""


class BodyMiddleware:
    """Reads the body of a form before the database transaction opens.

    A slow line would otherwise keep a transaction idle until the database ends it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            try:
                _ = request.POST
            except UnreadablePostError:
                return HttpResponse(status=400)  # the browser has gone; nobody reads this
        return self.get_response(request)


def is_too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was dropped because of its size."""
    return bool(request.META.get("wacat.too_large"))
