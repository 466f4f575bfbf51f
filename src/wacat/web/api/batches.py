"""POST /api/v1/batches and GET /api/v1/batches/<id>: hand a file in, ask how far it is."""

from datetime import date
from typing import IO, Annotated, Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Header, NinjaAPI, Path, Query, Schema, Status

from wacat.audit.actions import reading
from wacat.intake import handing
from wacat.intake.states import BatchState
from wacat.sheets.refusals import CannotRead
from wacat.values.kinds import Kind
from wacat.web.api import problems
from wacat.web.api.auth import SourceToken, sender_of
from wacat.web.uploads import MAX_MEGABYTES, NDJSON, is_too_large, spooled

MULTIPART = "multipart/form-data"
BODY = {
    "required": True,
    "description": f"Berkas utuh, paling besar {MAX_MEGABYTES} MB.",
    "content": {
        MULTIPART: {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {
                    "file": {
                        "type": "string",
                        "format": "binary",
                        "description": "Berkas .xlsx, .xls, .csv, .json, atau .ndjson dengan nama aslinya.",
                    }
                },
            }
        },
        # bytes: no type of a JSON value describes them
        NDJSON: {
            "schema": {
                "description": "Satu objek JSON per baris; nama bidangnya seperti judul kolom ekspor.",
            }
        },
    },
}


class BatchOut(Schema):
    """How far a file has come, in counts and states; no resident and no file name stands in it."""

    id: int = Field(description="Nomor berkas di WaCAT.")
    source: str = Field(description="Nama sumber.")
    state: BatchState = Field(description="Keadaan berkas.")
    state_label: str = Field(description="Keadaan dalam kata-kata.")
    size: int = Field(description="Bita.")
    sha256: str = Field(description="Sidik isi berkas.")
    received_at: str = Field(description="Waktu diterima.")
    checked_at: str | None = Field(description="Waktu selesai diperiksa.")
    published_at: str | None = Field(description="Waktu diterbitkan.")
    layout: str = Field(description="Kode susunan kolom yang dikenali.")
    failure: str = Field(description="Mengapa berkas ditolak atau perlu dipetakan.")
    rows: int = Field(description="Baris dalam berkas.")
    accepted: int = Field(description="Baris diterima.")
    warnings: int = Field(description="Baris diterima dengan catatan.")
    quarantined: int = Field(description="Baris dalam karantina.")
    duplicates: int = Field(description="Baris yang sudah ada.")
    not_services: int = Field(description="Baris tanpa layanan baru.")
    reasons: dict[str, int] = Field(description="Baris karantina menurut kode alasan.")
    records: int = Field(description="Layanan yang terbit.")
    notices: int = Field(description="Pemberitahuan yang terbit.")


Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[A-Za-z0-9._:-]{8,64}$",
        description="Kunci buatan Anda, satu untuk setiap berkas. Kunci dan isi yang sama dijawab sama.",
    ),
]
WhichKind = Annotated[
    Kind | None,
    Query(description="Jenis layanan semua orang dalam buku induk; bersama served_on."),
]
Number = Annotated[int, Path(ge=1, le=2**63 - 1, description="Nomor dari jawaban penyerahan.")]
WhichDay = Annotated[date | None, Query(description="Tanggal layanan mereka; bersama kind.")]
api = NinjaAPI(
    title="WaCAT: pintu untuk mesin",
    version="1.0.0",
    description="Sumber data menyerahkan berkas SIAK dan menanyakan keadaannya. Berkas diperiksa dan "
    "menunggu persetujuan operator seperti berkas lain.",
    openapi_url=None,
    docs_url=None,
    auth=SourceToken(),
)
problems.install(api)


@api.post(
    "/batches",
    response={201: BatchOut},
    operation_id="handIn",
    summary="Menyerahkan berkas",
    openapi_extra={"requestBody": BODY},
)
def hand_in(
    request: HttpRequest,
    response: HttpResponse,
    key: Key,
    kind: WhichKind = None,
    served_on: WhichDay = None,
) -> Any:
    """Berkas diterima lalu diperiksa. Yang terbit hanya yang disetujui operator lain."""
    if (kind is None) != (served_on is None):
        return problems.problem(422, "Isi kind dan served_on bersama-sama.", code="PARAMETER")
    now = timezone.now()
    taken = _taken(request, code=sender_of(request).code)
    if isinstance(taken, HttpResponse):
        return taken
    file, name = taken
    given = {"kind": kind.value, "served_on": served_on.isoformat()} if kind and served_on else {}
    handed = handing.hand_in(
        file=file, name=name, key=key, sender=sender_of(request), at=now, given=given
    )
    response["Location"] = f"/api/v1/batches/{handed.batch_id}"
    if handed.again:
        response["Idempotency-Replayed"] = "true"
    return Status(201, handed.answer)


@api.get(
    "/batches/{batch_id}",
    response=BatchOut,
    operation_id="getBatch",
    summary="Menanyakan keadaan berkas",
)
def get_batch(
    request: HttpRequest,
    batch_id: Number,
) -> Any:
    """Hanya berkas yang diserahkan sumber yang sama."""
    batch = handing.get_own(batch_id, sender=sender_of(request))
    reading(of="intake_batch", ids=[batch.pk], how="api")
    return handing.state_of(batch)


def _taken(request: HttpRequest, *, code: str) -> tuple[IO[bytes], str] | HttpResponse:
    """The file of a request with its name, or why there is none."""
    if is_too_large(request):
        raise CannotRead("TOO_LARGE", limit=MAX_MEGABYTES)
    if request.content_type == NDJSON:
        return spooled(request), f"{code}-{timezone.localtime():%Y-%m-%d-%H%M%S}.ndjson"
    if request.content_type != MULTIPART:
        return problems.problem(415, f"Kirim {MULTIPART} dengan bidang file, atau {NDJSON}.")
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return problems.problem(422, "Sertakan satu berkas pada bidang file.", code="PARAMETER")
    return cast(IO[bytes], file.file), file.name or ""
