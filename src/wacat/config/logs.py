"""Structured logs on standard error, without anything a resident could be known by."""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

# 16 digits are a NIK or a KK number; 9 to 13 digits after 0, 62 or +62 a telephone number
DIGITS = re.compile(r"(?<!\d)(?:\d{16}|(?:\+?62|0)8\d{7,11})(?!\d)")
# PostgreSQL's DETAIL quotes the row
DETAIL = re.compile(r"(DETAIL|CONTEXT|PARAMETERS):.*?(?=\n\S|\Z)", re.DOTALL)
# a one-time key stands in its address
KEY_PATH = re.compile(r"(/kunci/)[^/\s\"'?&]+")
PERSONAL_KEYS = frozenset(
    {"nik", "kk", "name", "nama", "phone", "telepon", "address", "alamat", "password", "token"}
)


def mask_personal(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> Mapping[str, Any]:
    """Blank personal keys and every long number, so that no resident's data reaches a log."""
    return {key: _masked(key, value) for key, value in event.items()}


def _masked(key: str, value: object) -> object:
    if key in PERSONAL_KEYS:
        return "[...]"
    if not isinstance(value, str):
        return value
    return KEY_PATH.sub(r"\1[...]", DIGITS.sub("[...]", DETAIL.sub(r"\1: [...]", value)))


CHAIN: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=False),
    structlog.processors.format_exc_info,
    mask_personal,
]

structlog.configure(
    processors=[*CHAIN, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": CHAIN,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.LogfmtRenderer(sort_keys=False),
            ],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # statements carry values
        "django.db.backends": {"level": "WARNING"},
        "procrastinate": {"level": "WARNING"},
    },
}
