"""Answers of the API when something is refused: problem+json (RFC 9457), in Indonesian."""

import json
import logging
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from wacat.accounts.throttle import CannotTryYet
from wacat.intake.handing import KeyTaken
from wacat.intake.mapping import CannotMap
from wacat.sheets.refusals import CannotRead
from wacat.values.refusal import Refusal

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "Permintaan tidak dapat dibaca",
    401: "Token tidak berlaku",
    404: "Tidak ada",
    405: "Cara ini tidak tersedia",
    409: "Bertentangan dengan yang sudah ada",
    413: "Terlalu besar",
    415: "Jenis isi tidak didukung",
    422: "Isi tidak dapat diterima",
    429: "Terlalu sering",
    500: "Gangguan di WaCAT",
    503: "Sedang sibuk",
}
# What pydantic finds, in words; anything else is said by OTHERWISE.
FAULTS = {
    "missing": "Wajib diisi.",
    "string_too_short": "Terlalu pendek.",
    "string_too_long": "Terlalu panjang.",
    "string_pattern_mismatch": "Bentuknya tidak sesuai dokumen API.",
    "enum": "Pilih salah satu nilai pada dokumen API.",
    "int_parsing": "Harus bilangan bulat.",
}
OTHERWISE = "Nilai ini tidak dapat dipakai."
logger = logging.getLogger("django.request")


def problem(status: int, detail: str, *, code: str = "", **more: Any) -> HttpResponse:
    """One refusal: what it is, why, and what to do; `code` is for programs."""
    told = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": detail}
    body = json.dumps({**told, **({"code": code} if code else {}), **more}, ensure_ascii=False)
    response = HttpResponse(body, content_type=MEDIA_TYPE, status=status)
    response["Cache-Control"] = "no-store"
    return response


def install(api: NinjaAPI) -> None:
    """Let every exception of the API end in a problem."""
    api.add_exception_handler(AuthenticationError, _stranger)
    api.add_exception_handler(ValidationError, _faulty)
    api.add_exception_handler(ObjectDoesNotExist, _missing)
    api.add_exception_handler(CannotTryYet, _too_often)
    api.add_exception_handler(Refusal, _refused)
    api.add_exception_handler(OperationalError, _busy)
    api.add_exception_handler(Exception, _fault)


def _stranger(request: HttpRequest, error: Any) -> HttpResponse:
    response = problem(
        401,
        "Sertakan token sumber yang masih berlaku: Authorization: Bearer wacat_... Token dibuat oleh "
        "administrator. Token tidak berlaku bila diakhiri, lewat waktu, atau penanggung jawabnya bukan "
        "operator lagi.",
    )  # fmt: skip
    response["WWW-Authenticate"] = "Bearer"
    return response


def _faulty(request: HttpRequest, error: Any) -> HttpResponse:
    found = [
        {"field": str(one["loc"][-1]), "message": FAULTS.get(one["type"], OTHERWISE)}
        for one in error.errors
    ]
    named = ", ".join(one["field"] for one in found)
    return problem(422, f"Periksa {named}.", code="PARAMETER", errors=found)


def _missing(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(404, "Tidak ada berkas dengan nomor itu pada sumber ini.")


def _too_often(request: HttpRequest, error: Any) -> HttpResponse:
    response = problem(429, str(error))
    response["Retry-After"] = str(max(1, round(error.wait.total_seconds())))
    return response


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    if isinstance(error, CannotRead):
        too_large = error.code == "TOO_LARGE"
        return problem(413 if too_large else 422, str(error), code=error.code)
    status = 422 if isinstance(error, CannotMap) else 409
    return problem(status, str(error), code="KEY_TAKEN" if isinstance(error, KeyTaken) else "")


def _busy(request: HttpRequest, error: Any) -> HttpResponse:
    response = problem(503, "Permintaan lain sedang dikerjakan. Ulangi dengan kunci yang sama.")
    response["Retry-After"] = "5"
    return response


def _fault(request: HttpRequest, error: Any) -> HttpResponse:
    logger.error("fault in the API", exc_info=error)
    return problem(
        500,
        "Ulangi beberapa menit lagi dengan kunci yang sama. Bila berulang, hubungi tim teknis.",
    )
