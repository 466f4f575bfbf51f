"""Nobody is served after his death: the days of death certificates, from the history and the file."""

from wacat.intake.columns import Columns
from wacat.values.kinds import Kind

DEATH = Kind.AKTA_KEMATIAN


def outlived(found: Columns, *, deaths: dict[str, str]) -> None:
    """Say which services were given after the person's death certificate, and note new certificates.

    A certificate counts for the rows below it; files are sorted by day as they leave SIAK.
    """
    if not deaths and DEATH not in found.kind:
        return
    for place, (kind, nik, served) in enumerate(
        zip(found.kind, found.nik, found.served, strict=True)
    ):
        if not nik or not served.value:
            continue
        if kind is DEATH:
            deaths.setdefault(nik, served.earliest)
        elif nik in deaths and served.earliest > deaths[nik]:
            found.said.setdefault(place, []).append("SERVED_AFTER_DEATH")
