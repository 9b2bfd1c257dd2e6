"""JSON lines read strictly and exactly: numbers as they were written, the last of a repeated key, any depth."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import msgspec

from subsidies.rules.model.values import MAX_DIGITS, NumberText

_TOKEN = re.compile(
    r'[ \t\n\r]*(?:(?P<string>"(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*")'
    r"|(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)|(?P<word>true|false|null)|(?P<mark>[][{},:]))"
)
_REST = re.compile(r"[ \t\n\r]*\Z")
_WORDS = {"true": True, "false": False, "null": None}


class NotJson(ValueError):
    """The text is not JSON."""


def _integer(text: str) -> Any:
    return NumberText(text) if len(text) > MAX_DIGITS or text == "-0" else int(text)


def _refuse(text: str) -> Any:
    raise NotJson(text)


_DECODER = json.JSONDecoder(parse_float=NumberText, parse_int=_integer, parse_constant=_refuse)
_QUICK = msgspec.json.Decoder(float_hook=NumberText)
MINUS_ZERO = re.compile(rb"-0[ \t\r\n]*[],}]")


def read_json(line: bytes) -> Any:
    """The value of one line of UTF-8. Raises NotJson for anything that is not exactly one JSON value."""
    if MINUS_ZERO.search(line) is None and line.find(b"-0", -2) < 0:
        try:
            return _QUICK.decode(line)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            pass
    return _read_exactly(line)


def _read_exactly(line: bytes) -> Any:
    """The same by the reader that knows lone surrogates, numbers of any length and the sign of a zero."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotJson from error
    try:
        value, end = _DECODER.raw_decode(text, _start(text))
    except RecursionError:
        return _read_deep(text)
    except ValueError as error:
        raise NotJson from error
    if not _REST.match(text, end):
        raise NotJson(text)
    return value


def _start(text: str) -> int:
    """Where the value begins, behind the blanks that JSON allows."""
    return len(text) - len(text.lstrip(" \t\n\r"))


class _Open:
    """An array or object that is not closed yet."""

    def __init__(self, mark: str) -> None:
        self.is_object = mark == "{"
        self.items: list[Any] = []
        self.entries: dict[str, Any] = {}
        self.key: str | None = None
        self.wants = "value or end" if mark == "[" else "key or end"

    @property
    def value(self) -> Any:
        return self.entries if self.is_object else self.items


def _read_deep(text: str) -> Any:
    """The same without recursion, for values nested too deep for the usual reader.

    The form of a batch needs it: a line that is JSON is answered with its id and its cause, however deep a value in it
    lies; only a line that is none is answered by its number. Readers in libraries give up at some depth. Nothing else
    reads by it than what takes in such a line: the batch, the interface, and the explanation of one line.
    """
    stack: list[_Open] = []
    place = 0
    while True:
        found = _TOKEN.match(text, place)
        if not found:
            raise NotJson
        place = found.end()
        done, value = _take(found, stack)
        if done and not stack:
            if not _REST.match(text, place):
                raise NotJson
            return value


def _take(found: re.Match[str], stack: list[_Open]) -> tuple[bool, Any]:
    """One token. True with the value when a whole value has ended."""
    mark = found["mark"]
    if mark in ("{", "["):
        if stack and "value" not in stack[-1].wants:
            raise NotJson
        stack.append(_Open(mark))
        return False, None
    if mark in ("}", "]"):
        return True, _put(stack, _closed(mark, stack))
    if mark:
        _separate(mark, stack)
        return False, None
    return _scalar(found, stack)


def _scalar(found: re.Match[str], stack: list[_Open]) -> tuple[bool, Any]:
    if stack and "key" in stack[-1].wants:
        if not found["string"]:
            raise NotJson
        stack[-1].key, stack[-1].wants = json.loads(found["string"]), "colon"
        return False, None
    if found["string"]:
        return True, _put(stack, json.loads(found["string"]))
    if found["number"]:
        number = found["number"]
        return True, _put(stack, _integer(number) if number.removeprefix("-").isdigit() else NumberText(number))
    return True, _put(stack, _WORDS[found["word"]])


def _closed(mark: str, stack: list[_Open]) -> Any:
    if not stack or stack[-1].is_object != (mark == "}") or "end" not in stack[-1].wants:
        raise NotJson
    return stack.pop().value


def _separate(mark: str, stack: list[_Open]) -> None:
    if not stack or stack[-1].wants != ("colon" if mark == ":" else "comma or end"):
        raise NotJson
    top = stack[-1]
    top.wants = "value" if mark == ":" or not top.is_object else "key"


def _put(stack: list[_Open], value: Any) -> Any:
    """The value into what is open around it."""
    if stack:
        top = stack[-1]
        if "value" not in top.wants:
            raise NotJson
        if top.is_object:
            top.entries[str(top.key)] = value
        else:
            top.items.append(value)
        top.wants = "comma or end"
    return value


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_encode = msgspec.json.Encoder().encode
NOT_WRITTEN = (ArithmeticError, TypeError, ValueError, msgspec.MsgspecError)


def write_json(value: Any) -> bytes:
    """One JSON value as bytes; a NumberText as it was written, a lone surrogate as its escape."""
    try:
        return _encode(value)
    except NOT_WRITTEN:
        return _write_exactly(value)


def write_all(values: Sequence[Any]) -> list[bytes]:
    """Each of the values as write_json gives it."""
    try:
        return list(map(_encode, values))
    except NOT_WRITTEN:
        return list(map(write_json, values))


def _write_exactly(value: Any) -> bytes:
    """The same by the writer that knows lone surrogates and numbers as they were written."""
    if isinstance(value, NumberText):
        return value.text.encode()
    text = _ENCODER.encode(value)
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()
