"""The upload gate: what comes in is what it says it is, and nothing disappears."""

import hashlib
import io
import os
import re
import time
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http.multipartparser import MultiPartParserError
from django.test import RequestFactory
from django.test.client import MULTIPART_CONTENT
from hypothesis import given
from hypothesis import strategies as st

from core.files import (
    MAX_BYTES,
    MAX_NAME,
    check_upload,
    clean_name,
    download_response,
    store,
    stored_path,
)
from core.files.uploads import MAX_REQUEST, UNNAMED
from core.values.identity_numbers import make_identity_number
from tests.core.files import uploads_for_tests as samples

HANDLERS = [
    "core.files.uploads.KeepingUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
HONEST = {
    "租赁合同.pdf": (samples.PDF, "application/pdf"),
    "现场.JPG": (samples.jpeg(), "image/jpeg"),
    "现场.jpeg": (samples.jpeg(), "image/jpeg"),
    "章.png": (samples.png(), "image/png"),
    "说明.docx": (samples.DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "清单.xlsx": (samples.XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "发票.ofd": (samples.OFD, "application/ofd"),
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_passes_with_its_size_hash_and_type(name: str) -> None:
    content, content_type = HONEST[name]
    upload = SimpleUploadedFile(name, content, "text/html")
    checked = check_upload(upload)
    assert checked.content_type == content_type
    assert checked.size == len(content)
    assert checked.sha256 == hashlib.sha256(content).hexdigest()
    assert checked.name == f"{name.rpartition('.')[0]}.{name.rpartition('.')[2].lower()}"
    assert upload.tell() == 0


def test_a_real_spreadsheet_with_many_rows_passes() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for row in range(5000):
            sheet.write_row(row, 0, [f"设备{row}", row * 13 % 977, row / 7])
    assert check_upload(target, "设备清单.xlsx").size == len(target.getvalue())


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.pdf", b"", "empty"),
        ("大.pdf", samples.PDF + bytes(MAX_BYTES), "size"),
        ("半截.pdf", b"%PDF-1.7\n1 0 obj" + bytes(9000), "content"),
        ("前缀.pdf", b"<script>alert(1)</script>" + samples.PDF, "content"),
        ("网页.pdf", b"<html><script>alert(1)</script></html>", "content"),
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "extension"),
        ("图.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "content"),
        ("程序.pdf", b"MZ" + bytes(200), "content"),
        ("程序.exe", b"MZ" + bytes(200), "extension"),
        ("旧表.xls", b"\xd0\xcf\x11\xe0" + bytes(600), "extension"),
        ("旧表.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600), "content"),
        ("合同.pdf", samples.DOCX, "mismatch"),
        ("清单.xlsx", samples.DOCX, "mismatch"),
        ("图.jpg", samples.png(), "mismatch"),
        ("压缩.docx", samples.zipped({"a.txt": b"x"}), "content"),
        ("压缩.zip", samples.zipped({"a.txt": b"x"}), "extension"),
        ("宏.xlsx", samples.workbook_with("xl/vbaProject.bin"), "content"),
        ("路径.xlsx", samples.workbook_with("../../etc/x"), "content"),
        ("炸弹.xlsx", samples.sheet_bomb(), "content"),
        ("谎报.xlsx", samples.lying_about_size(), "content"),
        ("加密.xlsx", samples.encrypted(), "content"),
        ("截断.xlsx", samples.XLSX[:-30], "content"),
        ("洪水.png", samples.png(60_000, 60_000), "content"),
        ("洪水.jpg", samples.jpeg(60_000, 60_000), "content"),
        ("坏图.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "content"),
        ("坏图.png", b"\x89PNG\r\n\x1a\n" + bytes(20), "content"),
        ("空图.jpg", samples.jpeg(0, 2), "content"),
        ("空图.png", samples.png(0, 2), "content"),
        ("半截.jpg", samples.photograph("JPEG")[:300], "content"),
        ("半截.png", samples.photograph("PNG")[:-30], "content"),
        ("改过.png", samples.photograph("PNG").replace(b"IDAT", b"IDAT!", 1), "content"),
        ("文字炸弹.png", samples.text_bomb(), "content"),
    ],
)  # fmt: skip
def test_a_dishonest_file_is_refused_at_once_with_a_chinese_sentence(name: str, content: bytes, code: str) -> None:
    started = time.perf_counter()
    with pytest.raises(ValidationError) as caught:
        check_upload(io.BytesIO(content), name)
    assert caught.value.code == code
    assert re.search(r"[\u4e00-\u9fff].*[。]$", caught.value.messages[0])
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(("name", "kind"), [("现场.jpg", "JPEG"), ("现场.png", "PNG")])
def test_a_picture_as_large_as_allowed_passes_and_one_row_more_does_not(name: str, kind: str) -> None:
    """Heads alone: the pixels of neither are there, and none is asked for."""
    draw = {"JPEG": samples.jpeg, "PNG": samples.png}[kind]
    assert check_upload(io.BytesIO(draw(10_000, 10_000)), name).name == name
    with pytest.raises(ValidationError, match="超过1亿像素"):
        check_upload(io.BytesIO(draw(10_000, 10_001)), name)


@pytest.mark.parametrize(("name", "kind"), [("现场.jpg", "JPEG"), ("现场.png", "PNG"), ("双景.jpg", "MPO")])
def test_a_real_picture_passes_and_is_left_at_its_beginning(name: str, kind: str) -> None:
    stream = io.BytesIO(samples.photograph(kind))
    assert check_upload(stream, name).size == len(stream.getvalue())
    assert stream.tell() == 0 and not stream.closed


def test_a_directory_with_too_many_members_is_refused() -> None:
    members = {samples.CONTENT_LIST: b"", "xl/workbook.xml": b""} | {f"x/{n}": b"" for n in range(5001)}
    with pytest.raises(ValidationError, match="条目过多"):
        check_upload(io.BytesIO(samples.zipped(members)), "多.xlsx")


@pytest.mark.parametrize(
    ("given_name", "cleaned"),
    [
        ("../../etc/合同.pdf", "合同.pdf"),
        ("C:\\Users\\张\\合同.PDF", "合同.pdf"),
        ("合\x00同\n.pdf", "合同.pdf"),
        ("发票\u202efdp.xlsx", "发票fdp.xlsx"),
        ("坏\ud800字.pdf", "坏_字.pdf"),
        ('a"b<c>|?*:.pdf', "a_b_c_____.pdf"),
        ("  .隐藏.pdf. ", "隐藏.pdf"),
        ("合同．ｐｄｆ", "合同.pdf"),
    ],
)
def test_odd_names_are_cleaned(given_name: str, cleaned: str) -> None:
    assert (
        check_upload(io.BytesIO(samples.PDF if cleaned.endswith("pdf") else samples.XLSX), given_name).name == cleaned
    )


def test_a_very_long_name_keeps_its_extension() -> None:
    cleaned = clean_name("很长的文件名" * 50 + ".pdf")
    assert len(cleaned) == MAX_NAME
    assert cleaned.endswith(".pdf")


@pytest.mark.parametrize(
    "nameless", ["", ".", "..", "/", "\\", "\x00", "\u202e", "...", ".pdf", "合同", "合同.", "x.pdf\x00.html"]
)
def test_a_name_of_nothing_is_refused_never_dropped(nameless: str) -> None:
    with pytest.raises(ValidationError, match="请上传 PDF"):
        clean_name(nameless)


def test_a_name_that_holds_an_identity_number_is_refused() -> None:
    number = make_identity_number("140402", date(1988, 7, 17))
    for name in (f"身份证{number}.pdf", f"{number[:6]} {number[6:14]} {number[14:]}正面.pdf"):
        with pytest.raises(ValidationError, match="文件名里请不要写身份证号码"):
            clean_name(name)


@given(st.text())
def test_every_name_is_either_safe_or_refused(text: str) -> None:
    try:
        cleaned = clean_name(text + ".pdf")
    except ValidationError:
        return
    assert cleaned == clean_name(cleaned)
    assert cleaned.isprintable()
    assert not set(cleaned) & set('/\\\x00"<>')
    assert cleaned.endswith(".pdf") and not cleaned.startswith(".") and len(cleaned) <= MAX_NAME
    cleaned.encode("utf-8")


def raw_request(*names: str):
    """A multipart body with one file part per name, written by hand as no browser would."""
    parts = b"".join(
        b'--X\r\nContent-Disposition: form-data; name="f"; filename="' + name.encode("utf-8", "surrogatepass")
        + b'"\r\nContent-Type: application/pdf\r\n\r\n' + samples.PDF + b"\r\n"
        for name in names
    )  # fmt: skip
    kind = MULTIPART_CONTENT.partition(";")[0] + "; boundary=X"
    return RequestFactory().generic("POST", "/", parts + b"--X--\r\n", content_type=kind)


def test_no_part_of_a_request_is_dropped_for_its_name(settings) -> None:
    settings.FILE_UPLOAD_HANDLERS = HANDLERS
    names = ["合同.pdf", ".", "..", "\x01", "a/..", "x" * 300 + ".pdf"]
    received = raw_request(*names).FILES.getlist("f")
    assert len(received) == len(names)
    assert [file.size for file in received] == [len(samples.PDF)] * len(names)
    outcomes = []
    for file in received:
        try:
            outcomes.append(check_upload(file).name)
        except ValidationError:
            outcomes.append("refused")
    assert outcomes[0] == "合同.pdf"
    assert outcomes[1:5] == ["refused"] * 4
    assert outcomes[5].endswith(".pdf")


@pytest.mark.parametrize("name", ["\ud800.pdf", "合同\udc80.pdf"])
def test_a_request_with_a_part_that_cannot_be_read_is_refused_whole(settings, name: str) -> None:
    settings.FILE_UPLOAD_HANDLERS = HANDLERS
    with pytest.raises(MultiPartParserError, match="没有收下任何内容"):
        raw_request("合同.pdf", name).FILES.getlist("f")


def test_an_ordinary_form_with_files_arrives_whole(settings) -> None:
    settings.FILE_UPLOAD_HANDLERS = HANDLERS
    big = samples.PDF + bytes(3 << 20)
    data = {"note": ["一", "--"], "f": [SimpleUploadedFile("甲.pdf", big), SimpleUploadedFile("乙.pdf", samples.PDF)]}
    request = RequestFactory().post("/", data)
    assert request.POST.getlist("note") == ["一", "--"]
    assert [(file.name, file.size) for file in request.FILES.getlist("f")] == [
        ("甲.pdf", len(big)),
        ("乙.pdf", len(samples.PDF)),
    ]
    for file in request.FILES.getlist("f"):
        file.close()


def pdf_of(size: int) -> bytes:
    return samples.PDF[:9] + bytes(size - len(samples.PDF)) + samples.PDF[9:]


def spooled(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


@pytest.mark.parametrize("small", [100, 3 << 20], ids=["beside-a-small-one", "beside-another-on-disk"])
def test_a_file_that_is_too_large_is_not_kept_and_the_rest_of_the_form_is(
    settings, tmp_path: Path, monkeypatch, small: int
) -> None:
    settings.FILE_UPLOAD_HANDLERS, settings.FILE_UPLOAD_TEMP_DIR = HANDLERS, str(tmp_path)
    most: list[int] = []
    kept = TemporaryFileUploadHandler.receive_data_chunk

    def watched(self, *chunk) -> None:
        kept(self, *chunk)
        self.file.flush()
        most.append(spooled(tmp_path))

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", watched)
    large, honest = pdf_of(MAX_BYTES + (10 << 20)), pdf_of(small)
    data = {
        "note": "已填的内容",
        "f": [SimpleUploadedFile("扫描件.pdf", large), SimpleUploadedFile("小.pdf", honest)],
    }
    request = RequestFactory().post("/", data)
    assert request.POST["note"] == "已填的内容"
    refused, taken = request.FILES.getlist("f")
    with pytest.raises(ValidationError, match=r"文件有30\.0MB，超过20MB"):
        check_upload(refused)
    assert refused.read() == b""
    assert check_upload(taken).size == len(honest)
    assert max(most) <= MAX_BYTES + len(honest)
    assert spooled(tmp_path) == len(honest)
    taken.close()
    assert not list(tmp_path.iterdir())


def test_a_file_of_just_the_largest_size_is_kept(settings) -> None:
    settings.FILE_UPLOAD_HANDLERS = HANDLERS
    file = RequestFactory().post("/", {"f": SimpleUploadedFile("甲.pdf", pdf_of(MAX_BYTES))}).FILES["f"]
    assert check_upload(file).size == MAX_BYTES
    file.close()


def test_a_request_beyond_all_measure_is_refused_unread(settings) -> None:
    settings.FILE_UPLOAD_HANDLERS = HANDLERS
    request = raw_request("合同.pdf")
    request.META["CONTENT_LENGTH"] = str(MAX_REQUEST + 1)
    with pytest.raises(MultiPartParserError, match="超过100MB"):
        request.FILES.getlist("f")
    assert not request.environ["wsgi.input"].read_started


def test_without_our_handler_the_parts_would_be_lost(settings) -> None:
    settings.FILE_UPLOAD_HANDLERS = HANDLERS[1:]
    assert len(raw_request("合同.pdf", ".", "..").FILES.getlist("f")) == 1


def test_a_file_field_left_empty_stays_no_file(settings) -> None:
    settings.FILE_UPLOAD_HANDLERS = HANDLERS
    request = raw_request("")
    assert not request.FILES
    assert UNNAMED not in str(request.POST)


def test_stored_files_lie_under_random_names_that_nobody_else_may_read(settings) -> None:
    content = io.BytesIO(samples.PDF)
    checked = check_upload(content, "../合同.pdf")
    names = {store(content, checked.sha256) for _ in range(3)}
    assert len(names) == 3
    for name in names:
        path = stored_path(name)
        assert path.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve())
        assert path.read_bytes() == samples.PDF
        assert os.stat(path).st_mode & 0o777 == 0o600
        assert "合同" not in str(path) and ".pdf" not in str(path)


def test_a_file_that_changed_after_the_check_is_not_kept(settings) -> None:
    with pytest.raises(ValueError, match="changed"):
        store(io.BytesIO(samples.PDF), "0" * 64)
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_disk_that_refuses_leaves_nothing_behind(settings) -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        store(Failing(), "0" * 64)
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "ab/cd", "", "ab/" + "g" * 32, "ab/" + "a" * 32 + "\n"]
)
def test_only_names_that_we_made_lead_to_a_path(name: str) -> None:
    with pytest.raises(ValueError, match="storage name"):
        stored_path(name)


@pytest.mark.parametrize("name", ["合同.pdf", 'a"b\r\nX-Bad: 1.pdf', "plain.pdf", "𬭎".encode().decode() + ".pdf"])
def test_a_download_is_an_inert_attachment(tmp_path: Path, name: str) -> None:
    path = tmp_path / "stored"
    path.write_bytes(b"<script>alert(1)</script>")
    response = download_response(path, name, "application/pdf")
    assert response.streaming
    assert b"".join(response) == path.read_bytes()
    response.file_to_stream.close()
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in response["Content-Disposition"] and "X-Bad" not in response
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Length"] == str(path.stat().st_size)


def test_a_chinese_name_is_sent_as_rfc_6266_asks(tmp_path: Path) -> None:
    (tmp_path / "stored").write_bytes(b"x")
    response = download_response(tmp_path / "stored", "租赁合同.pdf", "application/pdf")
    response.file_to_stream.close()
    assert response["Content-Disposition"] == ("attachment; filename*=utf-8''%E7%A7%9F%E8%B5%81%E5%90%88%E5%90%8C.pdf")
