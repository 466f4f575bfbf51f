"""Text of the office as HTML: CommonMark without raw HTML, and of links only those that are harmless."""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

# Headings begin below the page's own.
LOWER_BY = 1
TEXT = ["heading", "list", "emphasis", "link", "blockquote", "newline", "escape"]
GUIDE = [*TEXT, "table", "backticks", "image", "fence", "entity"]
_HARMLESS = re.compile(r"(https?://[^\s]+|tel:[0-9+-]+|mailto:[^\s]+|/(?!/)[^\s]*)", re.IGNORECASE)

# What becomes of an address in a guide: another address, or None to leave only the words.
Resolve = Callable[[str], str | None]


def text(source: str) -> Markup:
    """An article or announcement: headings, lists, emphasis, links. Anything else stays as it is typed."""
    return _render(source, rules=TEXT, resolve=lambda href: href)


def guide(source: str, *, resolve: Resolve) -> Markup:
    """A guide of the documents, with tables and pictures; `resolve` says where its links lead."""
    return _render(source, rules=GUIDE, resolve=resolve)


def _render(source: str, *, rules: list[str], resolve: Resolve) -> Markup:
    parser = MarkdownIt("zero", {"html": False, "breaks": True}).enable(rules)
    tokens = parser.parse(source)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + LOWER_BY, 4)}"
        if token.children:
            token.children = _safe(token.children, resolve=resolve)
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704 - escaped by the parser


def _safe(inside: list[Token], *, resolve: Resolve) -> list[Token]:
    """The tokens with links and pictures that lead somewhere known; of others the words stay."""
    kept: list[Token] = []
    open_links: list[bool] = []
    for token in inside:
        if token.type == "link_open":
            open_links.append(_lead(token, "href", resolve=resolve))
        if token.type == "image" and not _lead(token, "src", resolve=resolve):
            continue
        if token.type == "link_close":
            if open_links.pop():
                kept.append(token)
        elif token.type != "link_open" or open_links[-1]:
            kept.append(token)
    return kept


def _lead(token: Token, name: str, *, resolve: Resolve) -> bool:
    target = resolve(str(token.attrGet(name) or ""))
    if target is None or not _HARMLESS.fullmatch(target):
        return False
    token.attrSet(name, target)
    if target.lower().startswith("http"):
        token.attrSet("rel", "noopener noreferrer")
    return True
