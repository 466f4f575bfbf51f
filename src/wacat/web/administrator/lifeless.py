"""Take the life out of a page: it can be looked at, and nothing on it can be pressed."""

from html import escape
from html.parser import HTMLParser

ACTING = {"href", "action", "formaction", "method", "target", "download", "autofocus", "onclick"}
DISABLED = {"button", "input", "select", "textarea"}
DROPPED = {"script", "dialog"}
# The links that make the look of the page and the drawings of its icons stay.
LOOK = {"link", "use"}


class _Rewriter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.inside = ""

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag(tag, attrs, end=">")
        if tag in DROPPED and not self.inside:
            self.inside = tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag(tag, attrs, end="/>")

    def handle_endtag(self, tag: str) -> None:
        if self.inside:
            if tag == self.inside:
                self.inside = ""
            return
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def _tag(self, tag: str, attrs: list[tuple[str, str | None]], *, end: str) -> None:
        if self.inside or tag in DROPPED or (tag == "input" and ("type", "hidden") in attrs):
            return
        kept = [
            (name, value)
            for name, value in attrs
            if (tag in LOOK or name not in ACTING) and not name.startswith(("hx-", "data-", "on"))
        ]
        if tag in DISABLED and ("disabled", None) not in kept:
            kept.append(("disabled", None))
        words = "".join(
            f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in kept
        )
        self.out.append(f"<{tag}{words}{end}")


def lifeless(page: str, *, banner: str) -> str:
    """The page without links, forms and scripts, its controls disabled; the banner on top of its body.

    The banner is HTML of ours and keeps its own links.
    """
    rewriter = _Rewriter()
    rewriter.feed(page)
    rewriter.close()
    dead = "".join(rewriter.out)
    start = dead.index(">", dead.index("<body")) + 1
    return dead[:start] + banner + dead[start:]
