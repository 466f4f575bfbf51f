"""Corrections for tests of the operator's desk, made by the people who would make them."""

import io
import uuid
from datetime import UTC, datetime
from typing import Any

from PIL import Image

from tests import make, people
from tests.door import standing_as
from wacat.records.models import Notice
from wacat.values.elements import Element
from wacat.verification import answering
from wacat.verification.evidence import Proof, proof_of
from wacat.verification.models import Correction


def photo() -> Proof:
    """A small picture, as the RT's phone would send it."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    out.seek(0)
    return proof_of(out)


def correction(
    *,
    by: people.Someone = people.SARI,
    claims: dict[Element, str] | None = None,
    remark: str = "Salah tulis",
    evidence: Proof | None = None,
    at: datetime | None = None,
    told: Notice | None = None,
    **row: Any,
) -> Correction:
    """A correction sent in by a Ketua RT about a notice of the RT."""
    told = told or make.notice(rt=by.place, **row)
    with standing_as(by.username) as visitor:
        answer = answering.correct(
            notice_id=told.pk,
            claims=claims if claims is not None else {Element.ADDRESS: "Jl. Baru No. 7"},
            remark=remark,
            proof=evidence,
            by=visitor,
            at=at or datetime.now(UTC),
            key=uuid.uuid4(),
        )
        return Correction.objects.get(answer=answer)


def denial(*, by: people.Someone = people.SARI, reason: str = "SUDAH_PINDAH") -> Correction:
    """A denial: not my resident."""
    told = make.notice(rt=by.place)
    with standing_as(by.username) as visitor:
        answer = answering.deny(
            notice_id=told.pk, reason=reason, remark="", by=visitor, at=datetime.now(UTC),
            key=uuid.uuid4(),
        )  # fmt: skip
        return Correction.objects.get(answer=answer)
