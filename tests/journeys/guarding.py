"""What must never happen in a browser, whatever the page: watched from the first page to the last."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

OURS = ("http", "https", "ws", "wss")


class Guard:
    """Notes what goes wrong in a browser context: a request elsewhere, a breakdown, a forbidden script, an error."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.home = urlsplit(address).netloc
        self.troubles: list[str] = []
        context.on("request", self._note_stranger)
        context.on("response", self._note_breakdown)
        context.on("console", self._note_policy)
        context.on("weberror", self._note_script)

    def _is_elsewhere(self, url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in OURS and parts.netloc != self.home

    def _note_stranger(self, request: Request) -> None:
        if self._is_elsewhere(request.url):
            self.troubles.append(f"{request.url} is asked for, outside this machine")

    def _note_breakdown(self, response: Response) -> None:
        if response.status >= 500:
            self.troubles.append(f"{response.url} answers {response.status}")

    def _note_policy(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Refused to" in message.text:
            self.troubles.append(f"{message.location.get('url')}: {message.text}")

    def _note_script(self, error: WebError) -> None:
        self.troubles.append(f"script error: {error.error}")
