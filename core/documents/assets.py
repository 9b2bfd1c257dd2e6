"""The only things that a paper may load: our style sheets, the packaged fonts, and data: addresses."""

from pathlib import Path
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

from core.documents.lettering import FONTS, RARE

ASSETS = {
    "asset:paper.css": (Path(__file__).with_name("paper.css"), "text/css"),
    "asset:rare.css": (Path(__file__).with_name("rare.css"), "text/css"),
    **{f"asset:{name}": (Path(path()), "font/otf") for name, path in (FONTS | RARE).items()},
}


class PackagedOnly(URLFetcher):
    """Answers asset: names and data: addresses; a file, a network or any other address raises ValueError."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url in ASSETS:
            path, content_type = ASSETS[url]
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": content_type})
        response: Any = super().fetch(url, headers)
        return response
