"""Render a paper outside this process: what an applicant wrote can at worst cost one child its life.

Limits: 30 s by the clock, 25 s of processor time, 1.5 GB, 2 MB of HTML. A child that was killed or ran out of
time is tried once more; HTML that cannot be laid out is not.
"""

import logging

from core.documents import child
from core.documents.lettering import wants_rare
from core.documents.press import PRESS

WALL_SECONDS = 30.0
MAX_HTML_BYTES = 2 * 1024 * 1024
STYLE = '<link rel="stylesheet" href="asset:paper.css">'  # templates/documents/base.html
_TRIES = 2
_SENTENCES = {
    child.CANNOT: "文书内容无法排版（嵌套过深或占用内存过大），未生成PDF；请精简内容后重试。",
    child.TOO_LONG: "文书排版耗时过长，已停止，未生成PDF；请精简内容后重试。",
}
_FELL = "PDF生成程序意外中止，未生成PDF；请稍后重试，仍不成功请联系管理员。"
log = logging.getLogger(__name__)


class RenderFailed(Exception):
    """No PDF could be made; str() is a Chinese sentence, `may_retry` whether a later try makes sense."""

    def __init__(self, sentence: str, *, may_retry: bool) -> None:
        self.may_retry = may_retry
        super().__init__(sentence)


def render_pdf(html: str, *, wall_seconds: float = WALL_SECONDS) -> bytes:
    """The PDF of a whole HTML document; equal input gives equal bytes. Raises RenderFailed.

    Only `asset:` names (core.documents.assets) and data: addresses are loaded; any other address stays blank.
    """
    page = (_with_rare(html) if wants_rare(html) else html).encode("utf-8", errors="replace")
    if len(page) > MAX_HTML_BYTES:
        raise RenderFailed("文书内容过长（超过2MB），未生成PDF；请精简附表后重试。", may_retry=False)
    for _ in range(_TRIES - 1):
        try:
            return _render_once(page, wall_seconds)
        except RenderFailed as failure:
            if not failure.may_retry:
                raise
            log.warning("paper: trying once more: %s", failure)
    return _render_once(page, wall_seconds)


def _with_rare(html: str) -> str:
    """The paper with the further fonts behind its own; ValueError where it does not name its own as papers do, for then
    its rare characters would be boxes."""
    before, style, after = html.partition(STYLE)
    if not style:
        raise ValueError("a paper with rare characters does not load paper.css as its template does")
    return f"{before}{style}{style.replace('paper', 'rare')}{after}"


def _render_once(page: bytes, wall_seconds: float) -> bytes:
    try:
        status, payload = PRESS.print(page, wall_seconds)
    except TimeoutError:
        sentence = f"PDF排版超过{wall_seconds:g}秒仍未完成，已停止；请稍后重试，或精简内容。"
        raise RenderFailed(sentence, may_retry=True) from None
    except OSError as error:
        raise RenderFailed(_FELL, may_retry=True) from error
    if status == child.MADE:
        return payload
    log.error("paper: %s", payload.decode("utf-8", errors="replace"))
    raise RenderFailed(_SENTENCES.get(status, _FELL), may_retry=status not in _SENTENCES)
