"""How the admin is arranged and what a page may load: settings that are about the interface alone."""

from typing import Any

CSP_PORTAL = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# Alpine, which unfold's admin is built on, evaluates expressions: allowed below /admin/ alone.
CSP_ADMIN = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)

UNFOLD_SETTINGS: dict[str, Any] = {
    "SITE_TITLE": "晋创谷管理后台",
    "SITE_HEADER": "晋创谷管理后台",
    "SITE_URL": "/",
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": "4px",
}
