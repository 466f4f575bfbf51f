"""Writes families as the four kinds of register books do: a block each, headings repeated."""

from collections.abc import Callable, Iterator, Sequence

from wacat.intake.layouts.catalogue import BY_CODE
from wacat.sheets.cells import Cell

Line = list[Cell]
Family = tuple[dict[str, Cell], list[dict[str, Cell]]]
PAGE = 12  # families a page, where the book has a foot and a head between them


def _members(layout: str, members: Sequence[dict[str, Cell]], *, shift: int = 0) -> Iterator[Line]:
    columns = BY_CODE[layout].columns
    for number, cells in enumerate(members, start=1):
        yield [
            *[""] * shift,
            number,
            *(cells.get(name, "") if name else "-" for _, name in columns[1:]),
        ]


def _headings(layout: str, *, shift: int = 0) -> Line:
    return [*[""] * shift, *(heading for heading, _ in BY_CODE[layout].columns)]


def _book_2012(families: Sequence[Family]) -> list[Line]:
    """`NO.KK`, `NAMA.KK` and `ALAMAT` above their values, headings, members; the first column is empty."""
    lines: list[Line] = [["", "BUKU INDUK PENDUDUK WARGA NEGARA INDONESIA"]]
    kelurahan = ""
    for head, members in families:
        if head["kelurahan"] != kelurahan:
            kelurahan = str(head["kelurahan"])
            lines += [
                [],
                ["", f"KELURAHAN : {kelurahan}"],
                ["", f"KECAMATAN : {head['kecamatan']}"],
                [],
            ]
        address = f"{head['address']}, RT:{head['rt']}, RW:000, Kodepos:76116,-"
        lines.append(["", "NO.KK", "", "NAMA.KK", "", "", "ALAMAT"])
        lines.append(["", head["kk"], "", head["name"], "", "", address])
        lines.append(_headings("bip_2012_blok_kk", shift=1))
        lines += _members("bip_2012_blok_kk", members, shift=1)
    return lines


def _book_2016(families: Sequence[Family]) -> list[Line]:
    """`No. KK :` and the address in one line each; headings once, notes at the end."""
    lines: list[Line] = [["BUKU INDUK PENDUDUK"], _headings("bip_2016_blok_kk")]
    for head, members in families:
        place = f"Alamat : {head['address']}, Nama Dusun : -, RT/RW : {head['rt']}/000"
        lines.append([f"Kelurahan : {head['kelurahan']}", "", f"Kecamatan : {head['kecamatan']}"])
        lines.append([f"No. KK : {head['kk']}", "", place])
        lines += _members("bip_2016_blok_kk", members)
    return [*lines, [], ["Keterangan:"], ["SHDK = status hubungan dalam keluarga"]]


def _form_2016(families: Sequence[Family]) -> list[Line]:
    """A form a family: labels and values in pairs left and right, headings, column numbers, members."""
    lines: list[Line] = []
    for head, members in families:
        pairs = [
            ("PROVINSI :", "KALIMANTAN TIMUR", "NO. KK :", head["kk"]),
            ("KOTA :", "BALIKPAPAN", "NAMA. KK :", head["name"]),
            (
                "KECAMATAN :",
                head["kecamatan"],
                "ALAMAT :",
                f"{head['address']},Kodepos :76116,Telp :,-",
            ),
            ("KELURAHAN :", head["kelurahan"], "NO.RT/RW :", f"{head['rt']}/000"),
        ]
        lines += [["", "BUKU INDUK KEPENDUDUKAN KOTA BALIKPAPAN (DAFTAR KELUARGA)"], []]
        for left, value, right, other in pairs:
            lines.append(["", left, value, *[""] * 7, right, other])
        headings = _headings("bip_2016_luwutimur", shift=1)
        lines += [[], headings, ["", *range(1, len(headings))]]
        lines += _members("bip_2016_luwutimur", members, shift=1)
        lines += [[], ["", "", "", "KEPALA KELUARGA", "", "", "LURAH"], []]
    return lines


def _book_ektp(families: Sequence[Family]) -> list[Line]:
    """The KK alone in the first column, its place in the twelfth; page feet and headings between."""
    lines: list[Line] = []
    for number, (head, members) in enumerate(families):
        if number % PAGE == 0:
            if lines:
                lines += [[f"Halaman {number // PAGE}"], []]
            lines.append(_headings("bip_ektp"))
        place = f"KELURAHAN {head['kelurahan']} RT/RW : {head['rt']}/000 DUSUN : -"
        lines.append([head["kk"], "", head["name"], *[""] * 8, place])
        lines += _members("bip_ektp", members)
    return lines


WRITE_BLOCKS: dict[str, Callable[[Sequence[Family]], list[Line]]] = {
    "bip_2012_blok_kk": _book_2012,
    "bip_2016_blok_kk": _book_2016,
    "bip_2016_luwutimur": _form_2016,
    "bip_ektp": _book_ektp,
}
