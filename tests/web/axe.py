"""What axe finds against a page."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
# The whole of WCAG 2.2 AA and axe's own good practice, less one rule: on the gallery the same
# landmark may stand twice (two filters, two pagers). Of what passes the names of the rules are
# enough: to describe each of a thousand sound places takes axe longer than to look for barriers.
RUN = """() => axe.run({resultTypes: ['violations'], rules: {
    'landmark-unique': {enabled: false}, 'target-size': {enabled: true}}})"""
Barrier = tuple[str, object, str]


def look(page: Page) -> dict[str, Any]:
    """The result of axe: rules under `violations` with each place, rules under `passes`."""
    # comes in by its own way, past the policy of the page
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate(RUN)
    return result


def find_barriers(page: Page) -> list[Barrier]:
    """What axe says against the page: rule, place, and what to mend."""
    return [
        (rule["id"], node["target"], node["failureSummary"])
        for rule in look(page)["violations"]
        for node in rule["nodes"]
    ]
