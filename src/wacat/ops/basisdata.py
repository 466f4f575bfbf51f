"""./wacat basisdata: roles and database on a production server."""

import argparse
import secrets
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg

from wacat.ops import roles
from wacat.ops.environment import say

VARIABLES = (
    ("DATABASE_URL", "wacat_app"),
    ("DATABASE_URL_JOB", "wacat_job"),
    ("DATABASE_URL_MIGRATE", "wacat_migrate"),
)


def main(arguments: list[str]) -> int:
    """Make or mend roles and database and print the lines for the environment file."""
    parser = argparse.ArgumentParser(
        prog="./wacat basisdata",
        description="Membuat peran dan basis data. Bila dijalankan lagi, kata sandi ketiga peran diganti.",
    )
    parser.add_argument(
        "--admin-url",
        required=True,
        help="postgresql://... seorang superuser (hanya dipakai sekali ini)",
    )
    parser.add_argument("--nama", default="wacat", help="nama basis data")
    chosen = parser.parse_args(arguments)
    passwords = {role: secrets.token_urlsafe(24) for role in roles.LOGINS}
    try:
        roles.create_database(admin_url=chosen.admin_url, name=chosen.nama, passwords=passwords)
    except psycopg.Error as error:
        say(f"Basis data tidak dapat disiapkan: {error}")
        return 1
    for variable, role in VARIABLES:
        address = address_for(
            admin_url=chosen.admin_url, role=role, password=passwords[role], dbname=chosen.nama
        )
        say(f"{variable}={address}")
    return 0


def address_for(*, admin_url: str, role: str, password: str, dbname: str) -> str:
    """The administrator's address with another person and database in it."""
    parts = urlsplit(admin_url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(
        parts._replace(netloc=f"{role}:{quote(password, safe='')}@{place}", path=f"/{dbname}")
    )
