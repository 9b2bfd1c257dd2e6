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

# The portal's pine green, in the steps that the theme asks for; 600 carries white text at more than 4.5:1.
_PINE = {
    "50": "#f1f7f5", "100": "#deece7", "200": "#bedad0", "300": "#93c0b1", "400": "#5f9f8b", "500": "#3a8069",
    "600": "#1b5e4b", "700": "#174f40", "800": "#144035", "900": "#11352c", "950": "#081d18",
}  # fmt: skip

UNFOLD_SETTINGS: dict[str, Any] = {
    "SITE_TITLE": "晋创谷管理后台",
    "SITE_HEADER": "晋创谷管理后台",
    "SITE_SUBHEADER": "jinchuanggu.workbench.navigation.offices_of",
    "SITE_ICON": "/static/favicon.svg",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": "/static/favicon.svg"}],
    "SITE_URL": "/",
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": True,
    "THEME": "light",
    "BORDER_RADIUS": "4px",
    "COLORS": {"primary": _PINE},
    "STYLES": [f"/static/{name}.css" for name in ("tokens", "ground", "forms", "tables", "badges", "admin")],
    "SCRIPTS": ["/static/admin.js"],
    "DASHBOARD_CALLBACK": "jinchuanggu.workbench.duties.dashboard",
    "SIDEBAR": {"navigation": "jinchuanggu.workbench.navigation.navigation"},
    "ACCOUNT": {"navigation": "jinchuanggu.workbench.navigation.account_links"},
}
