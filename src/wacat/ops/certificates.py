"""A self-made certificate authority with one certificate, for the demo; trusted by nobody."""

import os
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID

FILE, PASSPHRASE, AUTHORITY = "tandatangan.p12", "tandatangan.sandi", "penerbit-contoh.pem"
YEARS = 3
USES = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip


def make(*, folder: Path, name: str, at: datetime | None = None) -> None:
    """Make certificate, passphrase and authority in a folder, readable by their owner only; once."""
    if (folder / FILE).exists():
        return
    begin = (at or datetime.now(UTC)) - timedelta(days=1)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    root_key, own_key = _key(), _key()
    root_name = _name("Penerbit contoh WaCAT (bukan untuk dipakai)")
    root = _certificate(root_name, root_name, key=root_key, by=root_key, begin=begin, is_root=True)
    own = _certificate(_name(name), root_name, key=own_key, by=root_key, begin=begin, is_root=False)
    words = secrets.token_urlsafe(24)
    kept = pkcs12.serialize_key_and_certificates(
        name.encode(), own_key, own, [root], BestAvailableEncryption(words.encode())
    )
    _write(folder / AUTHORITY, root.public_bytes(Encoding.PEM))
    _write(folder / PASSPHRASE, words.encode())
    _write(folder / FILE, kept)


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=3072)


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    *,
    key: rsa.RSAPrivateKey,
    by: rsa.RSAPrivateKey,
    begin: datetime,
    is_root: bool,
) -> x509.Certificate:
    granted = (
        {"key_cert_sign", "crl_sign"} if is_root else {"digital_signature", "content_commitment"}
    )
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**{use: use in granted for use in USES}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False
        )
    )
    return built.sign(by, hashes.SHA256())


def _write(path: Path, content: bytes) -> None:
    """The file is there whole, or not at all, and nobody else reads it."""
    draft = path.with_suffix(".baru")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as handle:
        handle.write(content)
    draft.replace(path)
