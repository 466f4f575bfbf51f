"""A certificate that signs PDFs as PAdES B-B, its field laid where the paper has its box.

The file before the signature stays whole; what is added comes after it, so that PDF/A-2b still holds.
Only the worker imports this module: it is heavy, and the web has no business with the key.
"""

import io
import stat
from datetime import UTC, datetime
from pathlib import Path

from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.sign import fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.stamp import StaticStampStyle

from wacat.press.signer import CannotSign, Spot
from wacat.values.tanggal import tanggal

FIELD = "TandaTangan"
READ_ALOUD = "Tanda tangan elektronik"  # what a screen reader says of the field
DIGEST = "sha256"
# hex digits for the signature with its chain; otherwise each file would be signed twice to measure it
RESERVED = 24_576
PAGE_HEIGHT = 841.89
WIDTH, HEIGHT = 221.1, 42.5  # the box of `kop.typ`: 78 x 15 mm
MAY_SIGN = {"digital_signature", "non_repudiation"}


class CertificateFile:
    """A certificate with its key in a PKCS#12 file, outside the repository and the database."""

    def __init__(self, *, path: Path, passphrase_path: Path | None, at: datetime) -> None:
        """Open the file.

        Raises:
            CannotSign: no such file, open to others, wrong passphrase, not valid at that moment, or no
                certificate for signatures.
        """
        self._check_closed(path)
        if passphrase_path is not None:
            self._check_closed(passphrase_path)
        words = passphrase_path.read_bytes().strip() if passphrase_path else None
        found = SimpleSigner.load_pkcs12(path, passphrase=words)  # type: ignore[no-untyped-call]
        if found is None:
            raise CannotSign(
                "Berkas sertifikat tidak dapat dibuka. Periksa isi dan kata sandinya dengan "
                "openssl pkcs12 -info."
            )
        self._signer = found
        self._check_certificate(at)

    @property
    def name(self) -> str:
        """The common name of the certificate."""
        return str(self._signer.signing_cert.subject.native.get("common_name", ""))

    def sign(self, pdf: bytes, *, spot: Spot, reason: str, location: str) -> bytes:
        """The same file with a signature after it, PAdES B-B; its field covers the box on the paper."""
        # What is added begins on a line of its own, else it is no PDF/A any more (ISO 19005-2, 6.1.9).
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf + b"\n"))
        top = PAGE_HEIGHT - spot.y
        box = (round(spot.x), round(top - HEIGHT), round(spot.x + WIDTH), round(top))
        fields.append_signature_field(
            writer,
            fields.SigFieldSpec(
                FIELD, on_page=spot.page - 1, box=box, readable_field_name=READ_ALOUD
            ),
        )
        about = PdfSignatureMetadata(
            field_name=FIELD, name=self.name, reason=reason, location=location, md_algorithm=DIGEST,
            subfilter=fields.SigSeedSubFilter.PADES,
        )  # fmt: skip
        # the paper itself shows the box, in its own fonts: the field lays nothing over it
        nothing = RawContent(b"", box=BoxConstraints(width=box[2] - box[0], height=box[3] - box[1]))
        clear = StaticStampStyle(border_width=0, background=nothing)
        pen = PdfSigner(about, signer=self._signer, stamp_style=clear)
        return bytes(pen.sign_pdf(writer, bytes_reserved=RESERVED).getvalue())

    @staticmethod
    def _check_closed(path: Path) -> None:
        try:
            mode = path.stat().st_mode
        except OSError as error:
            raise CannotSign(f"Berkas {path.name} tidak ada atau tidak dapat dibaca.") from error
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise CannotSign(
                f"Berkas {path.name} dapat dibaca orang lain. Tutup dahulu dengan chmod 600."
            )

    def _check_certificate(self, at: datetime) -> None:
        certificate = self._signer.signing_cert
        begin, end = certificate.not_valid_before, certificate.not_valid_after
        if not begin <= at.astimezone(UTC) <= end:
            raise CannotSign(
                f"Sertifikat hanya berlaku {tanggal(begin)} sampai {tanggal(end)}. Perbarui dahulu."
            )
        uses = certificate.key_usage_value
        if uses is not None and not MAY_SIGN & set(uses.native):
            raise CannotSign("Sertifikat ini bukan untuk tanda tangan (key usage).")
