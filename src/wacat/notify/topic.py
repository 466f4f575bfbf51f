"""The shape of an occasion to write to somebody."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Topic:
    """One occasion to write to somebody."""

    code: str
    label: str
    urgency: str = "A"
    subject: str
    long: str
    short: str
    path: str = "/"
    # made at sending by accounts.keys; then {tautan} is the way in
    purpose: str = ""
    # these do not wait for the morning
    any_hour: bool = False
    # addressed to whoever holds the office when it leaves
    to_office: bool = False
    # goes to an account that is not active any more, or not yet
    to_inactive: bool = False
    # a page that is read as a letter, whatever way the person likes to be told
    by_mail: bool = False
    # its lines, numbers by name and {area_1} for an area; left out where a number is not given
    lines: tuple[str, ...] = ()
