"""How a kelurahan or an RT is written into the columns that a file happens to have."""

from collections.abc import Mapping

from wacat.areas.models import Area, AreaCode, CodeSystem


def kelurahan_cells(kelurahan: Area, *, columns: Mapping[str, int], side: str) -> dict[int, str]:
    """The cells, by place, that say that a side of a row lies in a kelurahan; {} without a column.

    A wrong code beside the name would contradict it, so it is emptied.
    """
    name, code = columns.get(f"{side}kelurahan"), columns.get(f"{side}kelurahan_code")
    if name is not None:
        return {name: kelurahan.name} | ({} if code is None else {code: ""})
    if code is None:
        return {}
    found = AreaCode.objects.filter(
        area=kelurahan, system=CodeSystem.KEMENDAGRI, valid__upper_inf=True
    ).first()
    return {code: "".join(filter(str.isdigit, found.code))} if found else {}
