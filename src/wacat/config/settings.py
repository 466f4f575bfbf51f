"""Django settings; every value that differs between places comes from the environment."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from wacat.config import delivery
from wacat.config.databases import database
from wacat.config.factors import factor_keys
from wacat.config.logs import LOGGING as LOGGING
from wacat.config.signers import signers
from wacat.ops import keyring
from wacat.values.zona import zone_of

env = Env()
PACKAGE = Path(__file__).resolve().parents[1]
DATA = keyring.data_dir()

DEBUG = env.bool("WACAT_DEBUG", False)
HTTPS = env.bool("WACAT_HTTPS", False)  # the demo speaks plain HTTP on the loopback
SECRET_KEY = env.str("WACAT_SECRET_KEY", "") or keyring.once(folder=DATA, key="secret_key")
# One-time keys are hashed with it; a new one makes every unused key worthless.
WACAT_DOOR_KEY = env.str("WACAT_DOOR_KEY", "") or keyring.once(folder=DATA, key="door_key")
ALLOWED_HOSTS = env.list("WACAT_ALLOWED_HOSTS", ["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("WACAT_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.postgres",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "wacat.areas",
    "wacat.audit",
    "wacat.queue",
    "wacat.accounts",
    "wacat.notify",
    "wacat.announcements",
    "wacat.nonpermanent",
    "wacat.desk",
    "wacat.records",
    "wacat.intake",
    "wacat.verification",
    "wacat.helpdesk",
    "wacat.feedback",
    "wacat.reports",
    "wacat.territory",
    "wacat.evaluation",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Prepaid data; adds random bytes against BREACH, and tokens in forms are masked anew each time.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "wacat.web.uploads.BodyMiddleware",
    "wacat.web.middleware.ScopeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "wacat.web.middleware.CsrfMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wacat.web.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "wacat.web.urls"
WSGI_APPLICATION = "wacat.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "wacat.web.jinja.environment",
            "context_processors": [
                "wacat.web.navigation.context",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DB_ROLE = env.str("WACAT_DB_ROLE", "app")
DATABASES = {"default": database(role=DB_ROLE, folder=DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
# allauth keeps the second factors; its own pages are not used (docs/keputusan/pintu-masuk.md)
ACCOUNT_ADAPTER = "wacat.web.entry.forms.ClosedDoor"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "wacat.accounts.factors.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
WACAT_FACTOR_KEYS = factor_keys(env.list("WACAT_FACTOR_KEYS", []), folder=DATA)
WACAT_SECOND_FACTOR = not env.bool("WACAT_TANPA_FAKTOR_KEDUA", False)
if not WACAT_SECOND_FACTOR and os.environ.get("DATABASE_URL"):
    raise ImproperlyConfigured(
        "WACAT_TANPA_FAKTOR_KEDUA is for the demo, which has no DATABASE_URL."
    )
# How many proxies stand in front and write X-Forwarded-For; 0 believes nobody.
WACAT_PROXIES = env.int("WACAT_PROXIES", 0)
# A phone that lay idle is locked, anybody else is signed out; so is a session after its full life.
WACAT_LOCK_SECONDS = 60 * env.int("WACAT_KUNCI_MENIT", 15)
WACAT_IDLE_SECONDS = 60 * env.int("WACAT_DIAM_MENIT", 30)
WACAT_PHONE_SECONDS = 86_400 * env.int("WACAT_MASUK_HARI", 60)
WACAT_DESK_SECONDS = 3_600 * env.int("WACAT_MASUK_JAM", 12)
CSRF_FAILURE_VIEW = "wacat.web.errors.forged"
PASSWORD_HASHERS = ["wacat.accounts.hashing.CappedArgon2"]
WACAT_SLOTS = DATA / "giliran"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "wacat.accounts.passwords.LengthValidator"},
    {"NAME": "wacat.accounts.passwords.CommonValidator"},
    {"NAME": "wacat.accounts.passwords.OwnerValidator"},
]

PROCRASTINATE_IMPORT_PATHS = [
    "wacat.jobs.tasks",
    "wacat.jobs.delivery",
    "wacat.jobs.accounts",
    "wacat.jobs.corrections",
    "wacat.jobs.helpdesk",
    "wacat.jobs.overdue",
    "wacat.jobs.announcements",
    "wacat.jobs.feedback",
    "wacat.jobs.desk",
    "wacat.jobs.nonpermanent",
    "wacat.jobs.public",
    "wacat.jobs.reports",
    "wacat.jobs.evaluation",
    "wacat.jobs.folder",
    "wacat.jobs.signing",
]
PROCRASTINATE_WORKER_DEFAULTS = {
    "update_heartbeat_interval": 3.0,
    "stalled_worker_timeout": 12.0,
    "delete_jobs": "successful",
}

LANGUAGE_CODE = "id"
# up to so many accounts one administrator issues alone, at most five (docs/keputusan/slip.md)
WACAT_ISSUE_ALONE = env.int("WACAT_ISSUE_ALONE", 5)
WACAT_CITY = env.str("WACAT_CITY", "64.71")
# where the QR code of a printed report leads
WACAT_URL = env.str("WACAT_URL", f"http://127.0.0.1:{env.str('WACAT_PORT', '8000')}").rstrip("/")
TIME_ZONE = env.str("WACAT_TIME_ZONE", "") or zone_of(WACAT_CITY)
# what pledge, guide and letters name as their ground
WACAT_REGULATION = env.str(
    "WACAT_REGULATION",
    "Perwali Balikpapan 33/2020"
    if WACAT_CITY == "64.71"
    else "peraturan kepala daerah tentang WaCAT",
)
# how often one source may speak to the API (docs/keputusan/pintu-mesin.md)
WACAT_API_PER_MINUTE = env.int("WACAT_API_PER_MINUTE", 60)
# where sources drop files, one folder each; empty: none is watched (docs/panduan/teknis/folder.md)
WACAT_FOLDER = env.str("WACAT_FOLDER", "")
# after how many days what has been taken in or refused is destroyed there
WACAT_FOLDER_DAYS = env.int("WACAT_FOLDER_DAYS", 30)
# the number that the help page names; empty: none is named
WACAT_OFFICE_PHONE = env.str("WACAT_OFFICE_PHONE", "")
# the line below the office's name on paper; empty: none is printed
WACAT_OFFICE_ADDRESS = env.str("WACAT_OFFICE_ADDRESS", "")
# rank and NIP below the signature, by name: "Nama|Pangkat|NIP;Nama|Pangkat|NIP"
WACAT_SIGNERS = signers(env.str("WACAT_SIGNERS", ""))
# certificate and key that sign sheets (PKCS#12, mode 600), and the file of its passphrase
WACAT_SIGNING_FILE = env.str("WACAT_SIGNING_FILE", "")
WACAT_SIGNING_PASSPHRASE_FILE = env.str("WACAT_SIGNING_PASSPHRASE_FILE", "")
# the monthly bulletin goes out as it is made; otherwise it waits as a draft for somebody's approval
WACAT_BULLETIN_STRAIGHT = env.bool("WACAT_BULLETIN_STRAIGHT", False)
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False  # it would break ids in addresses

# what leaves the house (docs/rujukan/pengiriman.md)
_delivery = delivery.read(env)
WACAT_SMTP_URL = _delivery["WACAT_SMTP_URL"]
WACAT_MAIL_FROM = _delivery["WACAT_MAIL_FROM"]
WACAT_DIGEST_HOUR = delivery.hour(_delivery["WACAT_DIGEST_HOUR"])
WACAT_QUIET_HOURS = delivery.hours(_delivery["WACAT_QUIET_HOURS"])
WACAT_WHATSAPP_TOKEN = _delivery["WACAT_WHATSAPP_TOKEN"]
WACAT_WHATSAPP_PHONE_ID = _delivery["WACAT_WHATSAPP_PHONE_ID"]
WACAT_WHATSAPP_TEMPLATE = _delivery["WACAT_WHATSAPP_TEMPLATE"]
WACAT_WHATSAPP_SECRET = _delivery["WACAT_WHATSAPP_SECRET"]
WACAT_WHATSAPP_VERIFY = _delivery["WACAT_WHATSAPP_VERIFY"]
WACAT_WHATSAPP_URL = _delivery["WACAT_WHATSAPP_URL"]
WACAT_SMS_URL = _delivery["WACAT_SMS_URL"]
WACAT_SMS_HEADERS = _delivery["WACAT_SMS_HEADERS"]
WACAT_SMS_BODY = _delivery["WACAT_SMS_BODY"]
WACAT_SMS_ID = _delivery["WACAT_SMS_ID"]
WACAT_PUSH_CONTACT = _delivery["WACAT_PUSH_CONTACT"]
WACAT_PUSH_HOSTS = _delivery["WACAT_PUSH_HOSTS"]
# made once; a browser that subscribed knows us by it
WACAT_PUSH_KEY = env.str("WACAT_PUSH_KEY", "") or keyring.once(
    folder=DATA, key="push_key", make=delivery.new_push_key
)

# Throttling must be shared by all processes; the table is unlogged and holds no resident data.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"] if (PACKAGE / "web" / "static").exists() else []
MEDIA_ROOT = DATA / "berkas"
WACAT_UPLOADS = DATA / "unggahan"  # SIAK files as they came, readable by their owner only
WACAT_SCANS = DATA / "surat"  # scans of decrees and letters, shown by a page that notes who read
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
# Vite writes name-XXXXXXXX.ext: such a file never changes
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/dist/.+-[A-Za-z0-9_-]{8}\.[a-z0-9]+$"

SESSION_ENGINE = "wacat.accounts.sessions"
SESSION_COOKIE_NAME = "wacat"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# to enter the browsers' preload list binds the whole domain: the owner's decision, not ours
# W003 looks for Django's own form check by name; ours is the same class with one answer more
SILENCED_SYSTEM_CHECKS = ["security.W003", "security.W021"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
if HTTPS and env.bool("WACAT_BEHIND_PROXY", True):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_HANDLERS = [
    "wacat.web.uploads.LimitHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = os.fspath(DATA / "unggah") if (DATA / "unggah").exists() else None
