"""Which database role this process logs in with."""

import os
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from wacat.ops import postgres

DBNAME = "wacat"
VARIABLES = {
    "app": "DATABASE_URL",
    "job": "DATABASE_URL_JOB",
    "migrate": "DATABASE_URL_MIGRATE",
}
# The web asks the same statements again and again: the server plans each of them once for a connection
# (docs/keputusan/pernyataan-siap.md). Those of the jobs are few and large, and planned for what is asked.
PREPARED = {"server_side_binding": True, "prepare_threshold": 2}


def database(*, role: str, folder: Path) -> dict[str, Any]:
    """Django's entry for the role: from the environment in production, else the embedded cluster.

    Raises: KeyError where DATABASE_URL is set and the role's own variable is not
    """
    if os.environ.get("DATABASE_URL"):
        address = os.environ[VARIABLES[role]]
    else:
        address = _embedded(role=f"wacat_{role}", folder=folder)
    options: dict[str, Any] = PREPARED if role == "app" else {}
    if role == "migrate":
        # wacat_migrate owns nothing: what it makes belongs to wacat_owner
        options = {"options": "-c role=wacat_owner"}
    return from_url(address, options=options)


def from_url(address: str, *, options: dict[str, Any]) -> dict[str, Any]:
    """Django's entry for a postgresql:// address; what Django has no name for stays an option."""
    parts = dict(conninfo_to_dict(address))
    named = {
        "NAME": parts.pop("dbname", DBNAME),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        **named,
        "CONN_MAX_AGE": 600,  # a new connection costs more than a page
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": parts | options,
    }


def _embedded(*, role: str, folder: Path) -> str:
    try:
        return postgres.url(data_dir=folder, role=role, dbname=DBNAME)
    except KeyError:
        # nothing made yet: settings still load, for lint, types and the first start
        return f"postgresql://{role}@/{DBNAME}?host={folder / 'pg'}"
