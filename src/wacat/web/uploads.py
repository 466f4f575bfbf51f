"""Takes in what browsers send: never more than the limit, and before the transaction begins."""

from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from wacat.web.api.problems import problem

API = "/api/v1/"
MAX_MEGABYTES = 50
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024
# Rows that are the whole body of a request, not a form.
NDJSON = "application/x-ndjson"
IN_MEMORY, CHUNK = 1024 * 1024, 256 * 1024


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
                if request.content_type == NDJSON and "Authorization" in request.headers:
                    _spool(request)
            except UnreadablePostError:
                return HttpResponse(status=400)  # the browser has gone; nobody reads this
            except (BadRequest, MultiPartParserError, SuspiciousOperation):
                if not request.path.startswith(API):
                    raise
                return problem(400, "Isi permintaan tidak utuh atau bukan multipart/form-data.")
        return self.get_response(request)


def _spool(request: HttpRequest) -> None:
    """Keep a body that is no form in a file of this request, up to the limit."""
    kept: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - goes with the request
    size = 0
    while chunk := request.read(CHUNK):
        size += len(chunk)
        if size > MAX_BYTES:
            request.META["wacat.too_large"] = True
            break
        kept.write(chunk)
    request.META["wacat.body"] = kept


def spooled(request: HttpRequest) -> IO[bytes]:
    """The body that was kept.

    Raises:
        BadRequest: none was.
    """
    kept = request.META.get("wacat.body")
    if kept is None:
        raise BadRequest("no body was kept")
    kept.seek(0)
    return cast(IO[bytes], kept)


def is_too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was dropped because of its size."""
    return bool(request.META.get("wacat.too_large"))
