"""Settings of delivery: one table for reading them and for docs/rujukan/pengiriman.md."""

import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import time

from environs import Env


@dataclass(frozen=True)
class Setting:
    """One setting of the environment: its name, what holds without it, and its meaning in Indonesian."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("WACAT_SMTP_URL", "", "Server surel: `smtp://pengguna:sandi@host:587` (STARTTLS), `smtps://...:465` (TLS), `smtp://host:25?tls=no` (relai di jaringan sendiri), atau `folder:/jalur` (ditulis ke berkas, tidak dikirim). Kosong: surel menunggu."),
    Setting("WACAT_MAIL_FROM", "WaCAT <wacat@localhost>", "Alamat pengirim surel."),
    Setting("WACAT_DIGEST_HOUR", "7", "Jam ringkasan harian menurut waktu kota, 0 sampai 23."),
    Setting("WACAT_QUIET_HOURS", "21:00-06:00", "Jam tenang bawaan menurut waktu kota; setiap orang dapat memilih sendiri. Dua jam yang sama: tanpa jam tenang."),
    Setting("WACAT_WHATSAPP_TOKEN", "", "Token WhatsApp Cloud API. Kosong: WhatsApp hanya lewat tautan yang dibuka petugas."),
    Setting("WACAT_WHATSAPP_PHONE_ID", "", "Nomor identitas telepon pengirim pada WhatsApp Cloud API."),
    Setting("WACAT_WHATSAPP_TEMPLATE", "wacat_kabar", "Nama templat yang disetujui Meta; isinya satu parameter, yaitu teks pendek."),
    Setting("WACAT_WHATSAPP_SECRET", "", "App Secret: memeriksa tanda tangan kabar balik di `/api/whatsapp/`."),
    Setting("WACAT_WHATSAPP_VERIFY", "", "Kata sandi pendaftaran kabar balik (`hub.verify_token`)."),
    Setting("WACAT_WHATSAPP_URL", "https://graph.facebook.com/v23.0", "Alamat Cloud API."),
    Setting("WACAT_SMS_URL", "", "Alamat gerbang SMS (HTTP). Kosong: SMS tidak dipakai."),
    Setting("WACAT_SMS_HEADERS", "", "Kepala permintaan tambahan dalam JSON, misalnya `{\"Authorization\": \"Bearer ...\"}`."),
    Setting("WACAT_SMS_BODY", '{"to": "{nomor}", "text": "{teks}", "ref": "{kunci}"}', "Isi permintaan dalam JSON; `{nomor}`, `{teks}` dan `{kunci}` diganti."),
    Setting("WACAT_SMS_ID", "id", "Nama isian jawaban gerbang yang memuat nomor pesan."),
    Setting("WACAT_PUSH_CONTACT", "", "Kontak VAPID, misalnya `mailto:wacat@balikpapan.go.id`. Kosong: pemberitahuan di HP tidak dipakai. Kuncinya dibuat sendiri dan tersimpan di folder data."),
    Setting("WACAT_PUSH_HOSTS", "fcm.googleapis.com,updates.push.services.mozilla.com,web.push.apple.com,notify.windows.com", "Layanan push yang boleh dihubungi (beserta subdomainnya)."),
)  # fmt: skip
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
DEFAULTS = {setting.name: setting.default for setting in SETTINGS}


def read(env: Env) -> dict[str, str]:
    """Every setting as it stands in the environment, or its default."""
    return {name: env.str(name, default) for name, default in DEFAULTS.items()}


def new_push_key() -> str:
    """A new key for signing push messages (VAPID): a number below the order of the curve P-256."""
    number = secrets.randbelow(P256_ORDER - 1) + 1
    return urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()


def hour(text: str) -> int:
    """An hour of the day.

    Raises: ValueError when it is none.
    """
    found = int(text)
    if not 0 <= found <= 23:
        raise ValueError(f"WACAT_DIGEST_HOUR: {text} is no hour from 0 to 23")
    return found


def hours(text: str) -> tuple[time, time]:
    """Beginning and end of the quiet hours, from `21:00-06:00`.

    Raises: ValueError when it reads otherwise.
    """
    start, _, end = text.partition("-")
    return time.fromisoformat(start.strip()), time.fromisoformat(end.strip())
