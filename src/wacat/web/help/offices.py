"""For whom the pages of help are, and in which shell."""

EVERYBODY = (
    "KETUA_RT", "LURAH", "OPERATOR", "ADMINISTRATOR", "KASI", "KEPALA", "SEKRETARIS", "TEKNIS",
)  # fmt: skip
# the technical team reads and does not write (docs/keputusan/bantuan.md)
ASKING = EVERYBODY[:-1]
ON_THE_PHONE = ("KETUA_RT", "LURAH")


def shell_of(office: str) -> str:
    """The template that a page of this office stands in."""
    return "phone.html" if office in ON_THE_PHONE else "desk.html"
