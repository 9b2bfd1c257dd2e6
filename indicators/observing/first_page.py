"""The way to the targets on an official's first page."""

from typing import Any

from accounts.pages.first_page import FirstPage, on_first_page
from accounts.requests.portal_request import PortalRequest


@on_first_page(FirstPage.OFFICIAL, place=20, template="indicators/home/targets.html", aside=True)
def ways_to_targets(request: PortalRequest) -> dict[str, Any]:
    """Nothing but its template."""
    return {}
