"""User names by rule (docs/keputusan/nama-pengguna.md): they name the office, and never change."""

from wacat.values.text import key


def user_name(*, code: str = "", name: str = "", nth: int = 1) -> str:
    """The user name of the nth holder: `rt-6471011001-023`, then `rt-6471011001-023-2`; `lurah-manggar`.

    Args:
        code: of an RT, such as 64.71.01.1001.023.
        name: of a kelurahan, when `code` is empty.
    """
    kelurahan, _, rt = code.rpartition(".")
    stem = f"rt-{kelurahan.replace('.', '')}-{rt}" if code else f"lurah-{key(name)}"
    return stem if nth == 1 else f"{stem}-{nth}"
