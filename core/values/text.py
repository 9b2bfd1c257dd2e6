"""Canonical text: what may be stored, in the one form in which it is stored.

NFC, letters and digits in half width, blanks collapsed, trimmed; what means something stays as it was written (10⁵,
合同①, （集团）). NUL and other control characters, lone surrogates, private-use characters and marks that turn the
direction of writing are refused with a sentence; invisible marks are taken out. By which text two are the same is
another question: core.values.keys.
"""

import re
import unicodedata
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models

from core.values.days import written_month
from core.values.identity_numbers import holds_full_identity

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
DATE_RANGE_SENTENCE = "日期须在1900年1月1日至2100年12月31日之间。"

# With the selectors of variants, tags and fillers that telephones and web pages put behind and between signs, and the
# signs by which shorthand, hieroglyphs and music are laid out.
_INVISIBLE = dict.fromkeys(
    [
        *map(ord, "\u00ad\u034f\u061c\u115f\u1160\u180b\u180c\u180d\u180e\u180f"),
        *map(ord, "\u17b4\u17b5\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064"),
        *map(ord, "\u2800\u3164\ufeff\uffa0\ufff9\ufffa\ufffb"),
        *range(0xFE00, 0xFE10), *range(0xE0000, 0xE01F0), *range(0x1BCA0, 0x1BCA4), *range(0x13430, 0x13440),
        0x16FE4, 0x1D159, *range(0x1D173, 0x1D17B),
    ]
)  # fmt: skip
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_CHINESE_MARKS = "，：；！？（）～"
# Half width for what has no Chinese use of its own in full width: letters, digits, signs of codes and sums.
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in _CHINESE_MARKS}
_REWRITTEN = _INVISIBLE | _HALF
_HAN = "\u3007\u3400-\u9fff\U00020000-\U0003ffff"
_ENDS = tuple("。！？!?…")
_WIDE = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？"}


@lru_cache(maxsize=30_000)  # a value is cleaned when it is read, checked, compared and written
def clean_text(value: str, max_length: int | None = None) -> str:
    """One line of canonical text, possibly empty; raises ValidationError with a Chinese sentence."""
    _refuse_unstorable(value)
    return _within(" ".join(_plain(value).split()), max_length)


def clean_prose(value: str, max_length: int | None = None) -> str:
    """Canonical text with its line breaks, at most one empty line in a row."""
    _refuse_unstorable(value)
    lines = [" ".join(line.split()) for line in re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", _plain(value))]
    return _within(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), max_length)


def is_storable(value: str) -> bool:
    """Whether a text that somebody looks for can be kept at all; what cannot is nowhere."""
    return not any(map(_objection, value))


def _plain(value: str) -> str:
    """NFC, and once more after invisible marks went from between a letter and its accent."""
    if value.isascii():
        return value
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", value).translate(_REWRITTEN))


def _refuse_unstorable(value: str) -> None:
    if value.isascii() and value.isprintable():  # most cells of a long sheet
        return
    for place, character in enumerate(value, start=1):
        if sentence := _objection(character):
            raise ValidationError(f"第{place}个字符{sentence}", code="unstorable")


def _objection(character: str) -> str:
    """What is wrong with the character, as the second half of a sentence; empty when nothing is."""
    category = unicodedata.category(character)
    if category == "Cc" and character not in "\t\n\r\x0b\x0c\x85":
        return "是看不见的控制字符，请删除后重新填写。"
    if (
        category == "Cs"
        or character == "\ufffd"
        or ord(character) & 0xFFFE == 0xFFFE
        or "\ufdd0" <= character <= "\ufdef"
    ):
        return "不是有效的文字（编码不完整），请重新输入。"
    if category == "Co":
        return "是本机自造字，别的电脑上会显示成其他样子，请改用标准汉字。"
    if character in _TURNING:
        return "会改变文字的显示方向，请删除后重新填写。"
    return ""


def _within(text: str, max_length: int | None) -> str:
    if max_length is not None and len(text) > max_length:
        raise ValidationError(f"最多{max_length}个字，现在有{len(text)}个字。", code="max_length")
    return text


def typeset(text: str) -> str:
    """For papers: half-width , : ; ! ? ( ) beside a Chinese character become full-width; amounts and codes stay."""
    text = re.sub(rf"(?<=[{_HAN}])[,:;!?]|[,:;!?](?=[{_HAN}])", lambda mark: _WIDE[mark[0]], text)
    return re.sub(rf"\(([^()]*[{_HAN}][^()]*)\)|(?<=[{_HAN}])\(([^()]*)\)", lambda m: f"（{m[1] or m[2] or ''}）", text)


def sentence(text: str) -> str:
    """For papers: what somebody wrote, with the full stop that it may lack."""
    said = text.rstrip()
    ended = not said or said.rstrip("”’")[-1:] in _ENDS
    return said if ended else f"{said.rstrip('.,;，、；：')}。"


IDENTITY_SENTENCE = "这里不要填写身份证号。"


def refuse_identity(value: Any) -> None:
    """No text that people type keeps an identity number: not a contract's seller, not a note.

    Raises ValidationError.
    """
    if isinstance(value, str) and holds_full_identity(value):
        raise ValidationError(IDENTITY_SENTENCE, code="identity")


# Pictures that people type on telephones (So), the tones and the mark that colour them, and what stands for nothing yet
# (Cn), but for the planes of rare characters, which Unicode goes on to fill.
_PICTURES = re.compile(
    "[\u231a\u231b\u23e9-\u23f3\u2614\u2615\u267f\u2693\u26a1\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705"
    "\u2708\u270a-\u270d\u2728\u274c\u274e\u2753-\u2755\u2757\u2764\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\ufe0e\ufe0f"
    "\U0001f000-\U0001f0ff\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff]"
)
RARE_PLANES = range(0x20000, 0x40000)


def refuse_pictures(value: Any) -> None:
    """No name holds a picture, or what Unicode has not assigned. Raises ValidationError."""
    for character in value if isinstance(value, str) and not value.isascii() else "":
        unknown = unicodedata.category(character) == "Cn" and ord(character) not in RARE_PLANES
        if unknown or _PICTURES.match(character):
            raise ValidationError(f"“{character}”在文书上印不出来，请删除，或改用文字。", code="picture")


class _Nameless(forms.CharField):
    """Takes no identity number, unless it `judges_identity` in its own words, or asks for one."""

    judges_identity = False

    def run_validators(self, value: Any) -> None:
        super().run_validators(value)
        if not self.judges_identity:
            refuse_identity(value)


class CanonicalFormField(_Nameless):
    """A form field whose value is canonical text of one line."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean_text(value) if isinstance(value, str) else value)

    def run_validators(self, value: Any) -> None:
        super().run_validators(value)
        refuse_pictures(value)


class CanonicalProseFormField(_Nameless):
    """A form field whose value is canonical text of many lines."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean_prose(value) if isinstance(value, str) else value)


class _CanonicalMixin:
    """Cleans on validation and again on every write, so that bulk writes, `update()` and look-ups agree."""

    form_field: type[forms.CharField] = CanonicalFormField

    @staticmethod
    def canonical(value: str) -> str:
        return clean_text(value)

    def to_python(self, value: Any) -> Any:
        return self.canonical(value) if isinstance(value, str) else super().to_python(value)  # type: ignore[misc]  # the mixin stands before a field

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)  # type: ignore[misc]  # the mixin stands before a field
        return self.canonical(prepared) if isinstance(prepared, str) else prepared

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        value = super().pre_save(instance, add)  # type: ignore[misc]  # the mixin stands before a field
        if isinstance(value, str):
            value = self.canonical(value)
            setattr(instance, self.attname, value)  # type: ignore[attr-defined]  # a field has it, the mixin does not know
        return value

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        cleaned = super().clean(value, model_instance)  # type: ignore[misc]  # the mixin stands before a field
        refuse_identity(cleaned)
        return cleaned

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": self.form_field, **kwargs})  # type: ignore[misc]  # the mixin stands before a field


class CanonicalCharField(_CanonicalMixin, models.CharField):
    """One line of canonical text, without pictures."""

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        cleaned = super().clean(value, model_instance)
        refuse_pictures(cleaned)
        return cleaned


MONTH = r"^(19|20)\d\d-(0[1-9]|1[0-2])$"
MONTH_SAYS = "月份请按 2026-03 的样子填写。"


def clean_month(value: str) -> str:
    """A month as YYYY-MM, however it is written (2026年3月, 2026.3, 202603); other text as `clean_text`."""
    text = clean_text(value)
    return written_month(text) or text


class MonthFormField(CanonicalFormField):
    """A form field whose value is a month as YYYY-MM, however it was written."""

    default_validators = [RegexValidator(MONTH, MONTH_SAYS)]

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean_month(value) if isinstance(value, str) else value)


class MonthCharField(CanonicalCharField):
    """A month as YYYY-MM; what is none is told so, whatever its length."""

    form_field = MonthFormField
    default_validators = [RegexValidator(MONTH, MONTH_SAYS)]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 7, **kwargs})
        self.validators = [row for row in self.validators if not isinstance(row, MaxLengthValidator)]

    @staticmethod
    def canonical(value: str) -> str:
        return clean_month(value)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"max_length": None, **kwargs})


class CanonicalTextField(_CanonicalMixin, models.TextField):
    """Canonical prose: line breaks and Chinese punctuation stay."""

    form_field = CanonicalProseFormField

    @staticmethod
    def canonical(value: str) -> str:
        return clean_prose(value)


def validate_date_range(value: date) -> None:
    """A date (or moment) from 1900 to 2100, else ValidationError: what lies beyond is a slip of the keyboard."""
    day = value.date() if isinstance(value, datetime) else value
    if not EARLIEST <= day <= LATEST:
        raise ValidationError(DATE_RANGE_SENTENCE, code="date_range")


def date_range_constraint(field: str, name: str, *, moment: bool = False) -> models.CheckConstraint:
    """The same rule in the database; `moment=True` for a DateTimeField (limits in UTC). NULL passes."""
    first: date = datetime(1900, 1, 1, tzinfo=UTC) if moment else EARLIEST
    last: date = datetime(2100, 12, 31, 23, 59, 59, 999999, tzinfo=UTC) if moment else LATEST
    within = models.Q(**{f"{field}__gte": first, f"{field}__lte": last})
    return models.CheckConstraint(condition=within, name=name, violation_error_message=DATE_RANGE_SENTENCE)
