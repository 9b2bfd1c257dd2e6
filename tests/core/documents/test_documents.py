"""Papers are printed by a child that reads nothing of ours and cannot take us down."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from core.documents import RenderFailed, qr_data_uri, qr_svg, render_pdf
from core.documents.press import PRESS
from core.documents.rendering import MAX_HTML_BYTES
from tests.core.documents.papers import text_of

ROOT = Path(__file__).resolve().parents[3]
HEAD = '<!doctype html><html lang="zh-CN"><head><title>试样</title><link rel="stylesheet" href="asset:paper.css">'
RUNAWAY = "<div style='display:flex'>" * 14 + "x" + "</div>" * 14


def paper(body: str, head: str = "") -> str:
    return f"{HEAD}{head}</head><body>{body}</body></html>"


def embedded_fonts(pdf: bytes) -> dict[str, bool]:
    """Name of each font and whether its file is inside."""
    fonts = {}
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for reference in page["/Resources"]["/Font"].values():
            font = reference.get_object()
            descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            fonts[str(font["/BaseFont"])] = any(key.startswith("/FontFile") for key in descriptor)
    return fonts


def press_pid() -> int:
    process = PRESS._process
    assert process is not None
    return process.pid


def test_text_can_be_searched_down_to_the_rarest_name() -> None:
    pdf = render_pdf(paper("<p>䶮𬭎鿏科技，<b>人民币叁拾万元整</b> ¥300,000.00 ㎡</p>"))
    assert text_of(pdf).startswith("䶮𬭎鿏科技，人民币叁拾万元整¥300,000.00㎡")
    assert PdfReader(io.BytesIO(pdf)).metadata.title == "试样"


def test_equal_input_gives_equal_bytes_whatever_fonts_and_settings_the_server_has(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    html = paper("<h1>标题</h1><p>正文<b>黑体</b> Latin</p>")
    first = render_pdf(html)
    fonts = embedded_fonts(first)
    assert len(fonts) == 2
    assert all(fonts.values())
    assert all(name.split("+")[1].startswith("Paper") for name in fonts)
    (tmp_path / "fonts.conf").write_text("<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    monkeypatch.setenv("DJANGO_SECRET_KEY", "CANARY")
    PRESS.close()
    assert render_pdf(html) == first
    assert b"CANARY" not in Path(f"/proc/{press_pid()}/environ").read_bytes()


def test_a_warm_press_is_quick() -> None:
    """The fallback without subsetting of our own takes 7 to 8 seconds a paper."""
    html = paper("<p>正文</p>" * 30)
    render_pdf(html)
    times = []
    for _ in range(3):
        started = time.perf_counter()
        render_pdf(html)
        times.append(time.perf_counter() - started)
    assert min(times) < 3


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    """A server that should never be asked: its address and what was asked of it."""
    hits: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", hits
    server.shutdown()
    thread.join()
    server.server_close()


def test_nothing_is_fetched_and_no_file_is_read(canary: tuple[str, list[str]], tmp_path: Path) -> None:
    address, hits = canary
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="20">CANARYTEXT</text></svg>')
    (tmp_path / "secret.css").write_text('p::after { content: "CANARYTEXT" }')
    target, style = secret.as_uri(), (tmp_path / "secret.css").as_uri()
    nested = f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{target}'/><image href='{address}/svg'/></svg>"
    traps = "".join(
        f"<img src='{url}'><link rel=attachment href='{url}'><a rel=attachment href='{url}'>a</a>"
        f"<object data='{url}'></object><embed src='{url}'><iframe src='{url}'></iframe>"
        f"<p style='background:url({url})'>b</p><p style='list-style:url({url});content:url({url})'>c</p>"
        for url in (target, f"{address}/x", f"{address}/x?y#z", "asset:../paper.css", "ftp://127.0.0.1/x", str(secret))
    )
    head = (
        f"<base href='{address}/'><link rel=stylesheet href='{style}'><link rel=stylesheet href='{address}/css'>"
        f"<style>@import url({style}); @import url({address}/import); @font-face{{font-family:x;src:url({address}/f)}}"
        f" p{{font-family:x}}</style><meta http-equiv=refresh content='0;url={address}/meta'>"
    )
    pdf = render_pdf(paper(f"<p>尾声</p>{traps}{nested}", head))
    assert hits == []
    assert "尾声" in text_of(pdf)
    assert "CANARY" not in text_of(pdf)
    assert not PdfReader(io.BytesIO(pdf)).attachments
    assert b"EmbeddedFile" not in pdf


def test_the_canary_is_alive(canary: tuple[str, list[str]]) -> None:
    from urllib.request import urlopen

    address, hits = canary
    with urlopen(f"{address}/ping", timeout=5) as answer:
        assert answer.status == 200
    assert hits == ["/ping"]


def test_a_runaway_is_stopped_and_the_next_paper_is_printed() -> None:
    started = time.monotonic()
    with pytest.raises(RenderFailed, match="超过2秒仍未完成"):
        render_pdf(paper(RUNAWAY), wall_seconds=2)
    assert time.monotonic() - started < 15
    assert "照常" in text_of(render_pdf(paper("<p>照常</p>")))


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 3000 + "x",
        "<table><tr><td colspan=1000000>x</td></tr></table>",
        "<p style='width:1e30px;height:1e30px;border:1e30px solid'>x</p>",
        "<img src='data:image/png;base64,AAAA'><img src='data:image/svg+xml,<svg'>",
        "<svg xmlns='http://www.w3.org/2000/svg'><g id=a><use href='#a'/></g></svg>",
    ],
    ids=["nested", "colspan", "vast", "broken-pictures", "recursive-svg"],
)
def test_a_hostile_paper_ends_cleanly_and_costs_nobody_else(body: str) -> None:
    started = time.monotonic()
    with suppress(RenderFailed):
        assert render_pdf(paper(body), wall_seconds=4).startswith(b"%PDF-")
    assert time.monotonic() - started < 30
    assert "照常" in text_of(render_pdf(paper("<p>照常</p>")))


@pytest.mark.parametrize(
    ("body", "sentence"),
    [("<p>" + "很长" * MAX_HTML_BYTES, "超过2MB"), ("<div>" * 3000, "嵌套过深")],
    ids=["long", "deep"],
)
def test_a_paper_that_cannot_be_laid_out_is_not_tried_again(
    body: str, sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(RenderFailed, match=f"{sentence}.*。") as caught:
        render_pdf(paper(body))
    assert not caught.value.may_retry
    assert "trying once more" not in caplog.text


def test_a_press_that_was_killed_is_replaced() -> None:
    render_pdf(paper("<p>一</p>"))
    os.kill(press_pid(), signal.SIGKILL)
    assert "二" in text_of(render_pdf(paper("<p>二</p>")))


def test_a_paper_whose_press_is_killed_midway_is_tried_once_more() -> None:
    render_pdf(paper("<p>一</p>"))
    victim, done = press_pid(), []
    html = paper("<table>" + "<tr><td>行</td><td>列</td></tr>" * 120 + "</table>")
    thread = threading.Thread(target=lambda: done.append(render_pdf(html)))
    thread.start()
    children = Path(f"/proc/{victim}/task/{victim}/children")
    deadline = time.monotonic() + 20
    while not children.read_text().strip() and time.monotonic() < deadline:
        os.sched_yield()
    child = int(children.read_text().split()[0])
    os.kill(victim, signal.SIGKILL)
    thread.join(60)
    assert text_of(done[0]).count("行") == 120
    assert press_pid() != victim
    assert not Path(f"/proc/{child}/exe").exists()


def test_a_forked_process_gets_a_press_of_its_own() -> None:
    render_pdf(paper("<p>一</p>"))
    ours = press_pid()
    worker = os.fork()
    if worker == 0:
        status = 1
        try:
            good = "二" in text_of(render_pdf(paper("<p>二</p>"))) and press_pid() != ours
            PRESS.close()
            status = 0 if good else 2
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) == 0
    assert "三" in text_of(render_pdf(paper("<p>三</p>")))
    assert press_pid() == ours


def test_scratch_space_goes_with_the_press() -> None:
    render_pdf(paper("<p>一</p>"))
    scratch = Path(PRESS._scratch)
    assert scratch.is_dir()
    assert not list(scratch.iterdir())
    PRESS.close()
    assert not scratch.exists()


LIMITED = """
import resource, sys
from core.documents import child
child.limit_oneself()
assert resource.getrlimit(resource.RLIMIT_CPU)[0] == child.CPU_SECONDS
assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
try:
    bytearray(child.MEMORY_BYTES)
except MemoryError:
    print("memory refused")
sys.addaudithook(child.refuse_the_world)
import socket, subprocess
for act in (lambda: socket.create_connection(("127.0.0.1", 9)), lambda: subprocess.run(["true"])):
    try:
        act()
    except PermissionError as error:
        print("refused", error)
"""


def test_the_child_has_limits_and_reaches_nobody() -> None:
    done = subprocess.run([sys.executable, "-c", LIMITED], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.split("\n")[0] == "memory refused"
    assert done.stdout.count("refused socket.") == 1
    assert done.stdout.count("refused subprocess.Popen") == 1


def test_a_qr_code_is_the_same_drawing_each_time() -> None:
    drawing = qr_svg("https://portal.example/verify/A0H4-HPV1-AFZY-39ZZ")
    assert drawing == qr_svg("https://portal.example/verify/A0H4-HPV1-AFZY-39ZZ")
    assert drawing != qr_svg("https://portal.example/verify/B0H4-HPV1-AFZY-39ZZ")
    assert ElementTree.fromstring(drawing).tag.endswith("svg")
    assert qr_data_uri("x").startswith("data:image/svg+xml")
