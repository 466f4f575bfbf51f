"""The time zone of a city, from the province in its Kemendagri code (Keppres 41/1987)."""

WITA = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
WIT = frozenset({"81", "82", "91", "92", "93", "94", "95", "96"})


def zone_of(code: str) -> str:
    """The zone in which a city or regency with this code keeps its days."""
    province = code[:2]
    if province in WITA:
        return "Asia/Makassar"
    return "Asia/Jayapura" if province in WIT else "Asia/Jakarta"
