"""Names compared as people write them."""

import re

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def key(name: str) -> str:
    """What two spellings of one name share: small letters and digits only.

    `Gn. Samarinda` and `GN SAMARINDA` give `gnsamarinda`.
    """
    return _NOT_A_LETTER.sub("", name.casefold())
