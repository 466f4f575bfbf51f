"""Django settings; every value that differs between places comes from the environment."""

import os
from pathlib import Path
from typing import Any

from environs import Env

from wacat.config.databases import database
from wacat.config.logs import LOGGING as LOGGING
from wacat.ops import keyring

env = Env()
PACKAGE = Path(__file__).resolve().parents[1]
DATA = keyring.data_dir()

DEBUG = env.bool("WACAT_DEBUG", False)
HTTPS = env.bool("WACAT_HTTPS", False)  # the demo speaks plain HTTP on the loopback
SECRET_KEY = env.str("WACAT_SECRET_KEY", "") or keyring.once(folder=DATA, key="secret_key")
ALLOWED_HOSTS = env.list("WACAT_ALLOWED_HOSTS", ["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("WACAT_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.postgres",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "wacat.areas",
    "wacat.audit",
    "wacat.queue",
    "wacat.accounts",
    "wacat.records",
    "wacat.verification",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "wacat.web.urls"
WSGI_APPLICATION = "wacat.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "wacat.web.jinja.environment"},
    }
]

DB_ROLE = env.str("WACAT_DB_ROLE", "app")
DATABASES = {"default": database(role=DB_ROLE, folder=DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
LOGIN_URL = "/masuk/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Makassar"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False  # it would break ids in addresses

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"] if (PACKAGE / "web" / "static").exists() else []
MEDIA_ROOT = DATA / "berkas"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
# Vite writes name-XXXXXXXX.ext: such a file never changes
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/dist/.+-[A-Za-z0-9_-]{8}\.[a-z0-9]+$"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if HTTPS and env.bool("WACAT_BEHIND_PROXY", True):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_TEMP_DIR = os.fspath(DATA / "unggah") if (DATA / "unggah").exists() else None
