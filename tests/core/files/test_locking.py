"""A PDF that opens only with a password is named; one that merely forbids printing is taken like any other."""

import io

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from core.files import check_upload
from core.files.locking import is_locked

WAYS = ("RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256")


def paper(way: str, password: str) -> io.BytesIO:
    writer, stream = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.encrypt(password, "owner", algorithm=way)
    writer.write(stream)
    stream.seek(0)
    return stream


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("turn", range(3))
def test_a_lock_is_told_from_a_wish_not_to_be_printed(way: str, turn: int) -> None:
    """Several times: keys and salts differ from file to file."""
    with pytest.raises(ValidationError, match="PDF文件加了打开密码.*请去掉密码"):
        check_upload(paper(way, f"secret{turn}"), name="证明.pdf")
    assert check_upload(paper(way, ""), name="证明.pdf").content_type == "application/pdf"


def test_a_certificate_as_a_lock_is_one() -> None:
    content = b"%PDF-1.4\n1 0 obj\n<< /Filter /Adobe.PubSec /V 4 >>\nendobj\ntrailer << /Encrypt 1 0 R >>\n%%EOF"
    assert is_locked(io.BytesIO(content))


def test_a_workbook_under_a_password_is_named() -> None:
    wrapped = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9000) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(ValidationError, match="文件加了打开密码，读不出来；请去掉密码"):
        check_upload(io.BytesIO(wrapped), name="名册.xlsx")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"%PDF-1.4 /Encrypt", b"%PDF-1.4 /Encrypt 9 0 R", b"/Encrypt 1 0 R 1 0 obj << /Filter /Standard >> endobj",
        b"/Encrypt 1 0 R 1 0 obj << /Filter /Standard /R 3 /U <00> /O (\\)>> endobj",
        b"x" * (1024 * 1024 - 4) + b"/Encrypt",
    ],
)  # fmt: skip
def test_what_cannot_be_told_counts_as_open(content: bytes) -> None:
    assert not is_locked(io.BytesIO(content))


@given(st.binary(max_size=400))
def test_any_lock_is_looked_at_without_an_error(inside: bytes) -> None:
    assert is_locked(io.BytesIO(b"/Encrypt 1 0 R\n1 0 obj /Filter /Standard /R 3 " + inside)) in (True, False)
