"""Which figures of a policy an edition may set: those that the text left open, and the named figures of its schemes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from core.values.money import format_yuan
from core.values.numbers import figures_of
from core.values.periods import business_today
from core.values.verdict import Refused
from subsidies.catalogue.in_force import Figure, released_figures
from subsidies.policies import library
from subsidies.rules import Fact, FactError, FactType, GivenBy, Library, Scheme, Supersession, parse_fact, with_figures
from subsidies.rules.formulas.units import counts_yuan
from subsidies.rules.superseding import CAP, exact
from subsidies.rules.words.wording import percent_text

LONGEST_VALUE = 40
FigureKey = tuple[str, str, str]


@dataclass(frozen=True)
class FigureForEdition:
    """One figure: its scheme, name and key (for one entry of a table), its words, and the value of the text itself.

    `original` is empty where the text gives none: it is 未公布 until an edition sets it.
    """

    scheme: Scheme
    name: str
    key: str
    label: str
    unit: str
    article: str
    original: str
    fact: Fact | None = None

    @property
    def identity(self) -> FigureKey:
        return (self.scheme.code, self.name, self.key)

    @property
    def named(self) -> str:
        """What it is called, without the entry of the table that it is."""
        whole = self.fact or self.scheme.figures.get(self.name)
        return whole.label if whole else self.label

    @property
    def entry(self) -> str:
        """The entry of its table that it is (第1次); empty where it is no table."""
        return self.label.removeprefix(self.named).removeprefix("（").removesuffix("）") if self.key else ""

    @property
    def code(self) -> str:
        """How a form names it."""
        return ":".join(self.identity)

    @property
    def is_open(self) -> bool:
        """Whether the text leaves it open."""
        return self.fact is not None

    @property
    def is_share(self) -> bool:
        """Whether it is a share of something."""
        return self.fact is not None and self.fact.type == FactType.RATE

    def parse(self, text: str) -> str:
        """The exact text of the value that was typed (0.5, 1/2, 300000; 50% for a share). Raises Refused."""
        plain = figures_of(text).replace(",", "")
        if not plain or len(plain) > LONGEST_VALUE:
            raise Refused(f"请填写“{self.label}”的数值，最多{LONGEST_VALUE}个字符。")
        return self._parameter(self.fact, plain) if self.fact else self._figure(plain)

    def _parameter(self, fact: Fact, plain: str) -> str:
        if fact.type == FactType.RATE:
            plain = _without_percent(plain)
        value = parse_fact(fact, plain)
        if isinstance(value, FactError):
            raise Refused(f"{value.sentence}。".replace("。。", "。"))
        return str(value)

    def _figure(self, plain: str) -> str:
        text = _without_percent(plain) if not self.unit else plain
        try:
            with_figures(library(), [Supersession(*self.identity, text, date(2000, 1, 1))])
            if not self.unit and exact(self.original or "0") < 1 < exact(text):
                raise Refused(f"“{self.label}”是比例，不能大于1。")
        except ValueError as error:
            raise Refused(f"“{self.label}”：{error}。") from error
        return text

    def shown(self, text: str) -> str:
        """A value of it in words."""
        if not text:
            return "未公布"
        if counts_yuan(self.unit) and "/" not in text:
            value = exact(text) * 100
            return f"{format_yuan(int(value))}{self.unit[1:]}" if value.denominator == 1 else f"{text} {self.unit}"
        if not self.unit and (self.is_share or exact(text) < 1):
            return percent_text(exact(text))
        return f"{text} {self.unit}".strip()


def _without_percent(text: str) -> str:
    """12.5% as 0.125, exactly."""
    if not text.endswith("%"):
        return text
    whole, _, part = text[:-1].partition(".")
    if not ((whole + part).isascii() and (whole + part).isdigit()):
        return text
    digits = whole.rjust(3, "0") + part
    split = len(digits) - len(part) - 2
    return f"{int(digits[:split])}.{digits[split:]}".rstrip("0").rstrip(".")


def figures_of_scheme(scheme: Scheme) -> Iterator[FigureForEdition]:
    """Every figure of a scheme that an edition may set: open ones first, then those of the text, then its cap."""
    for fact in scheme.facts.values():
        if fact.given_by == GivenBy.PARAMETER:
            yield from _open(scheme, fact)
    for name, figure in scheme.figures.items():
        for key, value in figure.values.items():
            words = _key_words(scheme, figure.by, key)
            label = f"{figure.label}（{words}）" if words else figure.label
            yield FigureForEdition(scheme, name, "|".join(key), label, figure.unit_text, figure.article, str(value))
    if scheme.cap is not None:
        amount = f"{scheme.cap.amount // 100}.{scheme.cap.amount % 100:02d}"
        yield FigureForEdition(scheme, CAP, "", scheme.cap.label or "累计限额", "元", scheme.cap.article, amount)


def _open(scheme: Scheme, fact: Fact) -> Iterator[FigureForEdition]:
    names: Mapping[str, str] = scheme.facts[fact.parameter_key].values if fact.parameter_key else {"": ""}
    for key, words in names.items():
        label = f"{fact.label}（{words}）" if words else fact.label
        yield FigureForEdition(scheme, fact.name, key, label, fact.unit, scheme.article_label, "", fact)


def _key_words(scheme: Scheme, by: tuple[str, ...], key: tuple[str, ...]) -> str:
    return "、".join(_value_words(scheme.facts[name], value) for name, value in zip(by, key, strict=True))


def _value_words(fact: Fact, value: str) -> str:
    return fact.values.get(value) or fact.shown.get(value) or f"{value}{fact.unit}"


def figures_for_edition(policy_key: str) -> dict[FigureKey, FigureForEdition]:
    """Every figure of a policy's schemes by its identity."""
    lib: Library = library()
    rows = (
        row for scheme in lib.schemes.values() if scheme.policy.key == policy_key for row in figures_of_scheme(scheme)
    )
    return {row.identity: row for row in rows}


def in_force(rows: Mapping[FigureKey, FigureForEdition], on: date) -> dict[FigureKey, Figure]:
    """The released values that hold on a day, by identity."""
    found: dict[FigureKey, Figure] = {}
    for row in released_figures():
        if row.holds_from <= on and (row.scheme, row.name, row.key) in rows:
            found[row.scheme, row.name, row.key] = row
    return found


def how_much(scheme: Scheme, on: date | None = None) -> str:
    """The sentence as it holds on a day (today, if none is said): every figure that an edition has published with its
    document, and that one is not published only as long as that is so."""
    guide = scheme.guide
    if all(fact.given_by != GivenBy.PARAMETER for fact in scheme.facts.values()):
        return guide.how_much
    rows = {row.identity: row for row in figures_of_scheme(scheme) if row.is_open}
    held = in_force(rows, on or business_today())
    until = guide.until_published if len(held) < len(rows) else ""
    return f"{guide.how_much}{_published((rows[key], figure) for key, figure in held.items())}{until}"


def _published(held: Iterable[tuple[FigureForEdition, Figure]]) -> str:
    """交易额补贴比例2%（示例科发〔2025〕8号，自2025-01-01起）。"""
    by_source: dict[str, list[str]] = {}
    for row, figure in held:
        by_source.setdefault(figure.told, []).append(f"{row.label}{row.shown(figure.value)}")
    return "".join(f"{'、'.join(values)}（{source}）。" for source, values in by_source.items())
