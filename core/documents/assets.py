"""The only things that a paper may load: our style sheet, the two packaged fonts, and data: addresses."""

from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
from weasyprint.urls import URLFetcher, URLFetcherResponse

ASSETS = {
    "asset:paper.css": (Path(__file__).with_name("paper.css"), "text/css"),
    "asset:serif": (Path(pylopdf_fonts_zh_cn.serif_path()), "font/otf"),
    "asset:sans": (Path(pylopdf_fonts_zh_cn.sans_path()), "font/otf"),
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
