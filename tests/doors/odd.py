"""What nobody types and machines send: values, names and bytes of which the doors are tried, from one random source."""

import random
from typing import Any

TEXTS = (
    "", " ", "\x00", "a\x00b", "\x01", "\x1f", "\x7f", "\x85", "\ue000", "\uf8ff", "\U000f0000", "\ufffe", "\ufdd0",
    "\ud800", "\u202e", "\u200b", "\u2028", "\u0301", "é", "①", "½", "ａ", "﷽", "İ", "ß", "𝟙", "👩‍👩‍👧", "山西晋城",
    "0", "-0", "1", "-1", "+1", "01", " 1 ", "1.0", "1.5", "1,5", "1_000", "1e3", "1e400", "-1e400", "0x10", "１２",
    "١٢", "−1", "NaN", "-Infinity", "inf", "9" * 19, "9" * 30, "9" * 400, "9" * 5000, "2147483648",
    "9223372036854775808", "-9223372036854775809", "0.30000000000000004", "1" + "0" * 40 + ".5",
    "true", "false", "on", "null", "None", "undefined", "unknown",
    "0001-01-01", "1899-12-31", "9999-12-31", "10000-01-01", "2026-02-30", "2026-13-01", "2026-1-1",
    "2026-03", "20260301",
    "2026年3月1日", "2026-03-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "24:00", "P1D",
    "(", ")", "[", "]", "[[", "(?P<", "(?", "*", "+", "?", "{", "}", "\\", "\\1", "^(a+)+$", "a{99999}", "%",
    "%s", "%00",
    "%(x)s", "{}", "{0.__class__}", "{{7*7}}", "{% load x %}", "${7*7}", "'", "''", '"', "`", ";", "--", "' OR 1=1 --",
    "|", "||", "&", "<", ">", "<script>alert(1)</script>", "=1+1", "@SUM(1)", "../../etc/passwd",
    "/etc/passwd", "C:\\x",
    "//evil.example", "https://evil.example/", "javascript:alert(1)", "data:text/html,x", "\r\nX-Odd: 1", "\n", "\t",
    "[]", "{}", "[1]", '{"a": 1}', '{"a": ', "[" * 2000, '"\\u0000"', '"\\ud800"', "1,2", "1,2,3", ",", "a,b", "1;2",
    "00000000-0000-0000-0000-000000000000", "not-a-uuid", "11010519491231002X", "91140400MA0000000A",
    "x" * 65, "x" * 129, "x" * 256, "x" * 257, "x" * 300, "中" * 3000,
    "清空", " 清 空 ", "未公布", "全部", "是", "否", "150万", "3-1",
)  # fmt: skip
KEYS = (  # where a record's key is wanted
    "9" * 5000, "9" * 30, "9" * 19, "9223372036854775808", "0", "-1", "1.5", "²", "１２", "abc", "\x00", "\ud800",
    "1 ", "None", "9999", "99999999999", "2147483648",
)  # fmt: skip
NUMBERS = (  # where a figure is wanted
    "9" * 40, "9" * 40 + ".25", "-" + "9" * 40, "0." + "0" * 40 + "1", "1" + "0" * 30 + "亿", "9" * 5000, "1e40",
)  # fmt: skip
LOOKUPS = (
    "exact", "iexact", "contains", "icontains", "in", "gt", "gte", "lt", "lte", "startswith", "endswith",
    "range", "year",
    "date", "month", "week_day", "isnull", "regex", "iregex", "search", "unaccent", "trigram_similar",
    "trigram_word_similar",
    "contained_by", "overlap", "len", "has_key", "has_keys", "0", "0__startswith", "pk", "id__exact", "lower__exact",
)  # fmt: skip
NAMES = (
    "q", "p", "o", "e", "all", "page", "page_size", "limit", "offset", "cursor", "format", "ordering", "search", "next",
    "city", "state", "group", "known", "record", "document", "scheme", "check", "as", "code", "term", "app_label",
    "model_name", "field_name", "_to_field", "_popup", "_changelist_filters", "_facets", "_source_model", "_saveasnew",
    "initial", "lang", "id", "pk", "version", "resource", "kind", "on", "day", "month", "year", "csrfmiddlewaretoken",
)  # fmt: skip


class Odd:
    """A random source that knows what is odd. The same seed tries the same things again.

    `made` counts the odd values that it has given: a field, a parameter, a header, a cell, a leaf of JSON, a body.
    """

    def __init__(self, seed: str) -> None:
        self.dice = random.Random(seed)
        self.made = 0
        self.kept: list[Any] = []  # made at once and not yet used

    def one_of(self, what: Any) -> Any:
        """Any one of them."""
        return self.dice.choice(what)

    def often(self, share: float) -> bool:
        """True in about this share of the times."""
        return self.dice.random() < share

    def text(self) -> str:
        """A text, of which about every fourth is made of two."""
        self.made += 1
        found: str = self.dice.choice(TEXTS)
        return found + self.dice.choice(TEXTS) if self.often(0.25) else found

    def key(self) -> str:
        """What stands where the key of a record is wanted."""
        self.made += 1
        return str(self.dice.choice(KEYS))

    def number(self) -> str:
        """What stands where a figure is wanted."""
        self.made += 1
        return str(self.dice.choice(NUMBERS))

    def damaged(self, text: str) -> str:
        """A good text with something odd in it, in its place or behind it."""
        place, odd = self.dice.randint(0, len(text)), self.text()
        return self.one_of((odd, text[:place] + odd + text[place:], text[:place], text * 2, text + odd))

    def raw(self, most: int = 60) -> bytes:
        """A few bytes of any kind."""
        self.made += 1
        return self.dice.randbytes(self.dice.randint(0, most))

    def flipped(self, content: bytes) -> bytes:
        """Good bytes with up to eight of them changed, cut off or doubled."""
        self.made += 1
        kept = bytearray(content)
        for _ in range(self.dice.randint(1, 8)):
            if kept:
                kept[self.dice.randrange(len(kept))] = self.dice.randrange(256)
        cut = self.dice.randint(0, len(kept)) if self.often(0.2) else len(kept)
        return bytes(kept[:cut]) + (bytes(kept[cut // 2 :]) if self.often(0.1) else b"")

    def value(self, depth: int = 3) -> Any:
        """A value of JSON."""
        kind = self.dice.randint(0, 9 if depth else 6)
        if kind < 4:
            return self.text()
        if kind < 7:
            self.made += 1
            return self.one_of((None, True, False, 0, -1, 1.5, 1e308, 10**30, -(10**25), 2**63, 0.1))
        if kind == 7:
            return [self.value(depth - 1) for _ in range(self.dice.randint(0, 4))]
        return {self.text(): self.value(depth - 1) for _ in range(self.dice.randint(0, 4))}
