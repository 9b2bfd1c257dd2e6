"""Whether a file asks for a password before anybody can read it.

The lock of a PDF is tried with the empty password, as the standard security handler of ISO 32000-1 (7.6.3, revisions 2
to 4) and ISO 32000-2 (7.6.4, 5 and 6) would. A PDF that only forbids printing or copying opens with it and is no locked
one. What cannot be told counts as open.
"""

import hashlib
import re
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_OLE, _PACKAGE = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")
_PIECE = 1024 * 1024
_MARK = b"/Encrypt"
_POINTS = re.compile(rb"/Encrypt\s{1,5}(\d{1,8})\s{1,5}(\d{1,5})\s{1,5}R")
_LONGEST = 64 * 1024
_MOST_TRIED = 3  # a file that was changed names its lock once more each time
_FILL = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_LITERAL = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_STRING = rb"\s*(?:<([0-9A-Fa-f\s]*)>|\(((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*)\))"
_HASHES = (hashlib.sha256, hashlib.sha384, hashlib.sha512)


def is_locked_office_file(head: bytes, stream: BinaryIO) -> bool:
    """Whether it is a workbook or document that was wrapped up under a password ([MS-OFFCRYPTO] 2.3)."""
    stream.seek(0)
    return head.startswith(_OLE) and _PACKAGE in stream.read()


def is_locked(stream: BinaryIO) -> bool:
    """Whether the PDF cannot be opened without a password."""
    if not _names_a_lock(stream):
        return False
    stream.seek(0)
    content = stream.read()
    for found in list(_POINTS.finditer(content))[-_MOST_TRIED:]:
        start = re.search(rb"(?<!\d)%b\s{1,5}%b\s{1,5}obj\b" % (found[1], found[2]), content)
        if start:
            return _locked(content[start.end() : start.end() + _LONGEST].partition(b"endobj")[0], content)
    return False


def _names_a_lock(stream: BinaryIO) -> bool:
    """Read through in pieces: most PDFs have none."""
    stream.seek(0)
    end = b""
    while piece := stream.read(_PIECE):
        if _MARK in end + piece:
            return True
        end = piece[-len(_MARK) :]
    return False


def _locked(lock: bytes, content: bytes) -> bool:
    revision, stored, owner = _number(lock, b"R"), _text(lock, b"U"), _text(lock, b"O")
    if re.search(rb"/Filter\s*/Standard\b", lock) is None:
        return re.search(rb"/Filter\s*/Adobe\.PubSec\b", lock) is not None
    if revision in (5, 6) and len(stored) >= 48:
        salt = stored[32:40]
        return (_hardened(salt) if revision == 6 else hashlib.sha256(salt).digest()) != stored[:32]
    if revision in (2, 3, 4) and len(stored) >= 32 and len(owner) >= 32:
        first = _text(content, b"ID", rb"\s*\[")
        return not _opens(lock, revision, stored[:32], owner[:32], first)
    return False


def _opens(lock: bytes, revision: int, stored: bytes, owner: bytes, first: bytes) -> bool:
    """Algorithms 4 and 5 with the empty password."""
    rights = (_number(lock, b"P") & 0xFFFFFFFF).to_bytes(4, "little")
    clear = revision == 4 and re.search(rb"/EncryptMetadata\s+false", lock) is not None
    key = _md5(_FILL + owner + rights + first + (b"\xff" * 4 if clear else b""))
    if revision == 2:
        return _rc4(key[:5], _FILL) == stored
    length = max(5, min(16, (_number(lock, b"Length") or (128 if revision == 4 else 40)) // 8))
    for _ in range(50):
        key = _md5(key[:length])
    known = _md5(_FILL + first)
    for turn in range(20):
        known = _rc4(bytes(one ^ turn for one in key[:length]), known)
    return known == stored[:16]


def _hardened(salt: bytes) -> bytes:
    """Algorithm 2.B with the empty password."""
    key, turn, last = hashlib.sha256(salt).digest(), 0, 0
    while turn < 64 or last > turn - 32:
        cipher = Cipher(algorithms.AES(key[:16]), modes.CBC(key[16:32])).encryptor()
        mixed = cipher.update(key * 64) + cipher.finalize()
        key = _HASHES[sum(mixed[:16]) % 3](mixed).digest()
        turn, last = turn + 1, mixed[-1]
    return key[:32]


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i, j, said = 0, 0, bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        said.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(said)


def _number(source: bytes, name: bytes) -> int:
    found = re.search(rb"/%b\s+(-?\d{1,10})\b" % name, source)
    return int(found[1]) if found else 0


def _text(source: bytes, name: bytes, before: bytes = b"") -> bytes:
    """The string behind a name, as hexadecimal or as it stands; empty where there is none."""
    found = re.search(b"/" + name + before + _STRING, source, re.DOTALL)
    if found is None:
        return b""
    if found[1] is not None:
        digits = b"".join(found[1].split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    return _LITERAL.sub(_unescaped, found[2])


def _unescaped(found: re.Match[bytes]) -> bytes:
    said = found[1]
    if said.isdigit():
        return bytes([int(said, 8) & 0xFF])
    return b"" if said in (b"\n", b"\r", b"\r\n") else _ESCAPED.get(said, said)
