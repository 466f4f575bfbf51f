"""Addresses of notices, for whoever stands there."""

from wacat.accounts.access import Visitor


def home(visitor: Visitor) -> str:
    """The front page of RT or Lurah."""
    return "/rt/" if visitor.rt_id is not None else "/lurah/"


def notices(visitor: Visitor) -> str:
    """What stands before the id of a notice in every address of it."""
    return f"{home(visitor)}pemberitahuan/"


def notice(visitor: Visitor, notice_id: int, act: str = "") -> str:
    """The page of a notice, or of one act on it."""
    return f"{notices(visitor)}{notice_id}/{act}"


def listing(visitor: Visitor, *, rt_id: int) -> str:
    """The list in which a notice of that RT stands."""
    return home(visitor) if visitor.rt_id is not None else f"{home(visitor)}rt/{rt_id}/"
