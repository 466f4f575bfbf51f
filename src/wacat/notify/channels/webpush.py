"""Encryption of push messages (RFC 8291, aes128gcm) and our signature (VAPID, RFC 8292).

Sixty lines over `cryptography`, proven by the RFC's own example and by another's decryption;
the libraries for it bring a second HTTP stack along (docs/keputusan/pengiriman.md).
"""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CURVE = ec.SECP256R1()
RECORD_SIZE = 4096
TOKEN_LASTS = timedelta(hours=12)


def encoded(raw: bytes) -> str:
    """Base64 for addresses, without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """The bytes of such a text.

    Raises: ValueError when it is none.
    """
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def read_key(text: str) -> ec.EllipticCurvePrivateKey:
    """The signing key of such a text."""
    return ec.derive_private_key(int.from_bytes(decoded(text), "big"), CURVE)


def public_part(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The 65 bytes by which a browser knows us."""
    return key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )


def encrypt(
    content: bytes,
    *,
    public_key: str,
    shared_secret: str,
    salt: bytes = b"",
    own: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """The body that only the browser of that key and secret can read; `salt` and `own` are for proofs.

    Raises: ValueError when the browser's key is none.
    """
    salt = salt or os.urandom(16)
    own = own or ec.generate_private_key(CURVE)
    theirs_raw = decoded(public_key)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs_raw)
    ours_raw = public_part(own)
    info = b"WebPush: info\0" + theirs_raw + ours_raw
    common = _derived(
        own.exchange(ec.ECDH(), theirs), salt=decoded(shared_secret), info=info, size=32
    )
    key = _derived(common, salt=salt, info=b"Content-Encoding: aes128gcm\0", size=16)
    nonce = _derived(common, salt=salt, info=b"Content-Encoding: nonce\0", size=12)
    sealed = AESGCM(key).encrypt(nonce, content + b"\x02", None)
    return salt + RECORD_SIZE.to_bytes(4, "big") + bytes([len(ours_raw)]) + ours_raw + sealed


def authorization(
    key: ec.EllipticCurvePrivateKey, *, audience: str, contact: str, at: datetime
) -> str:
    """The Authorization header: who we are, signed, for one push service and half a day."""
    claims = {"aud": audience, "exp": int((at + TOKEN_LASTS).timestamp()), "sub": contact}
    head = encoded(json.dumps({"typ": "JWT", "alg": "ES256"}).encode())
    body = encoded(json.dumps(claims).encode())
    r, s = utils.decode_dss_signature(
        key.sign(f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256()))
    )
    signature = encoded(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return f"vapid t={head}.{body}.{signature}, k={encoded(public_part(key))}"


def topic_of(number: int) -> str:
    """A name for the push service: a second sending replaces the first while the phone is off."""
    return encoded(sha256(f"wacat-{number}".encode()).digest())[:32]


def _derived(secret: bytes, *, salt: bytes, info: bytes, size: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=size, salt=salt, info=info).derive(secret)
