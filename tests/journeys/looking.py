"""Is a page fit to be shown: for those who see, hear or feel it (WCAG 2.1 AA), and on a slow line?"""

from playwright.sync_api import Page

LIGHT = 200 * 1024
GRAVE = ("moderate", "serious", "critical")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
WEIGH = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .reduce((sum, entry) => sum + entry.encodedBodySize, 0)"""


def barriers(page: Page, allowed: dict[str, str] | None = None) -> list[str]:
    """Findings of axe on the page as it stands, minor ones left out and the rules in `allowed` (rule: reason)."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}})
    return [
        f"{row['id']} ({row['impact']}): {row['help']} {[node['target'] for node in row['nodes']][:3]}"
        for row in found.response["violations"]
        if row["impact"] in GRAVE and row["id"] not in (allowed or {})
    ]


def weight(page: Page) -> int:
    """Bytes of the page with all that it loads, as if nothing had been kept from earlier pages."""
    return int(page.evaluate(WEIGH))
