"""The process behind `rendering`: it keeps the layout library loaded and forks one child per paper.

Frames on standard input: 8 bytes of length, then HTML. Frames on standard output: 1 byte (0 made, CANNOT, or FELL),
8 bytes of length, then the PDF or a line for the log. The child limits itself before it looks at the HTML, dies
with its parent, opens no socket and starts no program. After IDLE_SECONDS without work the process ends.
"""

import ctypes
import os
import resource
import select
import signal
import sys
import tempfile
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 25
WRITTEN_BYTES = 64 * 1024 * 1024
IDLE_SECONDS = 120
MADE, CANNOT, FELL, TOO_LONG = 0, 3, 4, 5
VARIANT = "pdf/a-2a"
THIN, NO_THIRD_WHITE = 0.45, 0.67  # of the height of a page
_PR_SET_PDEATHSIG = 1
_FORBIDDEN = ("socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec")
_BAD_INPUT = (RecursionError, MemoryError, ValueError, TypeError, AssertionError, LookupError, AttributeError)


def limit_oneself() -> None:
    """Memory, processor time, size of written files, no core dump; ends when the parent ends (Linux)."""
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (limit, limit))
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def refuse_the_world(event: str, _arguments: tuple[object, ...]) -> None:
    """Audit hook: a second wall behind the fetcher."""
    if event in _FORBIDDEN:
        raise PermissionError(event)


def load() -> Callable[[bytes], bytes]:
    """Load the layout library (about a second) and return the function that lays out one paper as PDF/A-2a.

    Its imports stand inside: they are made after the process has bound its memory and closed its ways out.
    """
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    from core.documents import subsetting
    from core.documents.assets import PackagedOnly

    subsetting.install()

    def laid_out(text: str) -> Any:
        source = HTML(string=text, url_fetcher=PackagedOnly())
        return source.render(font_config=FontConfiguration(), pdf_variant=VARIANT)

    def lay_out(page: bytes) -> bytes:
        pdf: bytes = best_of(laid_out, page.decode("utf-8")).write_pdf(pdf_variant=VARIANT)
        return pdf

    return lay_out


def best_of(laid_out: Callable[[str], Any], text: str) -> Any:
    """The paper as it is; where its last page has little on it set closer if that saves the page, as the standard of
    official papers (GB/T 9704) lets one, else with all that closes it on that page, no third of one left white."""
    document = laid_out(text)
    if len(document.pages) == 1 or filled(document.pages[-1]) > THIN:
        return document
    closer, whole = (laid_out(text.replace("<html", f'<html class="{how}"', 1)) for how in ("close", "whole"))
    if len(closer.pages) < len(document.pages):
        return closer
    before, last = map(filled, whole.pages[-2:])
    return whole if before > NO_THIRD_WHITE and last > filled(document.pages[-1]) else document


def filled(page: Any) -> float:
    """How far down the text of a page goes."""
    box = page._page_box
    lines = [line for line in box.descendants() if type(line).__name__ == "LineBox"]
    ends = [line.position_y + line.height - box.content_box_y() for line in lines]
    within = [end for end in ends if end <= box.height]  # not the number of the page beneath
    return float(max(within, default=0) / box.height)


def in_child(lay_out: Callable[[bytes], bytes], page: bytes) -> tuple[int, bytes]:
    """Lay out one paper in a forked child; its scratch folder goes with it."""
    with tempfile.TemporaryDirectory() as scratch:
        result = Path(scratch) / "result"
        child = os.fork()
        if child == 0:
            os._exit(_one_paper(lay_out, page, result))
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        payload = result.read_bytes() if result.exists() else b""
    if status in (MADE, CANNOT):
        return status, payload
    return (TOO_LONG if status == -signal.SIGXCPU else FELL), f"status {status}".encode()


def _one_paper(lay_out: Callable[[bytes], bytes], page: bytes, result: Path) -> int:
    status = FELL
    try:
        limit_oneself()
        tempfile.tempdir = str(result.parent)
        sys.addaudithook(refuse_the_world)
        status, payload = MADE, lay_out(page)
        result.write_bytes(payload)
    except _BAD_INPUT as error:
        status = CANNOT
        result.write_bytes(f"{type(error).__name__}: {error}".encode(errors="replace"))
    finally:
        os._exit(status)


def read_exactly(descriptor: int, size: int) -> bytes:
    """`size` bytes, or fewer at the end of the stream."""
    read = bytearray()
    while len(read) < size and (chunk := os.read(descriptor, min(size - len(read), 1 << 20))):
        read += chunk
    return bytes(read)


def serve(lay_out: Callable[[bytes], bytes]) -> None:
    """Answer one frame after another, each in a child of its own."""
    while select.select([0], [], [], IDLE_SECONDS)[0]:
        header = read_exactly(0, 8)
        if len(header) < 8:
            return
        status, payload = in_child(lay_out, read_exactly(0, int.from_bytes(header)))
        answer = memoryview(bytes([status]) + len(payload).to_bytes(8) + payload)
        while answer:
            answer = answer[os.write(1, answer) :]


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    serve(load())
