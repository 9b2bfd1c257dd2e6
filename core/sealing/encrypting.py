"""What must be read again by few: encrypted under keys outside the database, of which the first seals and all open."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from core.values.verdict import Refused

UNREADABLE = "密钥已更换或密文被改动，不能解密。请由系统管理员核对 SEALING_KEYS。"


def seal(text: str) -> str:
    """The text encrypted under the first of SEALING_KEYS; twice the same text gives two results."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed under any of SEALING_KEYS. Raises Refused where none fits or the result was tampered with."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Refused(UNREADABLE) from error


def reseal(sealed: str) -> str:
    """The same under the first key, without anybody reading it. Raises Refused as `unseal`."""
    try:
        return _box().rotate(sealed.encode()).decode()
    except InvalidToken as error:
        raise Refused(UNREADABLE) from error


def _box() -> MultiFernet:
    return MultiFernet([Fernet(_key(text)) for text in settings.SEALING_KEYS])


def _key(text: str) -> bytes:
    """A key is any long random text; the cipher wants 32 bytes of it."""
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
