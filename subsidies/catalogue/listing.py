"""What the pages read: schemes with their state, own claims, what a claim's page shows. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accounts.models import City
from core.values.periods import business_today
from subsidies.catalogue.chapters import heading_of
from subsidies.catalogue.in_force import schemes_on
from subsidies.catalogue.models import EditionState, ParameterValue
from subsidies.policies import library
from subsidies.rules import Fact, GivenBy, Policy, Scheme


class Opening(StrEnum):
    """Whether a scheme can be applied for."""

    OPEN = "open"
    UNPUBLISHED = "unpublished"
    SINGLY = "singly"
    OVER = "over"


@dataclass(frozen=True)
class SchemeState:
    """Whether a scheme can be applied for, the word on the badge and its shape, one sentence."""

    key: Opening
    label: str
    shape: str
    note: str = ""


STATES = {
    row.key: row
    for row in (
        SchemeState(Opening.OPEN, "可申报", "done"),
        SchemeState(Opening.UNPUBLISHED, "标准未公布", "attention", "可以先申报，标准公布后再核算金额。"),
        SchemeState(Opening.SINGLY, "一事一议", "waiting", "文件没有规定金额，由责任单位逐个研究确定。"),
        SchemeState(Opening.OVER, "已过有效期", "stopped", "文件已过有效期，只受理有效期内发生的事项。"),
    )
}


@dataclass(frozen=True)
class SchemeCard:
    """A scheme in a list."""

    scheme: Scheme
    state: SchemeState


@dataclass(frozen=True)
class SchemeChapter:
    """A heading of the document with its schemes."""

    title: str
    cards: list[SchemeCard]


@dataclass(frozen=True)
class Document:
    """A city's policy with its chapters."""

    policy: Policy
    city: City
    chapters: list[SchemeChapter]

    @property
    def count(self) -> int:
        return sum(len(chapter.cards) for chapter in self.chapters)


@dataclass(frozen=True)
class OpenFigure:
    """A figure that the text leaves open, with those of its kinds that are not published yet."""

    fact: Fact
    missing: tuple[str, ...]

    @property
    def sentence(self) -> str:
        kinds = f"（{'、'.join(self.missing)}）" if self.missing else ""
        return f"{self.fact.label}{kinds}：未公布。{self.fact.help}"


def published() -> set[tuple[str, str, str]]:
    """Scheme, name and key of every figure that a released edition sets."""
    rows = ParameterValue.objects.filter(edition__state=EditionState.RELEASED)
    return set(rows.values_list("scheme_code", "name", "key"))


def gaps(scheme: Scheme, known: set[tuple[str, str, str]] | None = None) -> list[OpenFigure]:
    """What the text leaves open and nobody has published yet."""
    known = published() if known is None else known
    found = []
    for fact in scheme.facts.values():
        if fact.given_by == GivenBy.PARAMETER:
            missing = [key for key in _keys(scheme, fact) if (scheme.code, fact.name, key) not in known]
            if missing:
                names = scheme.facts[fact.parameter_key].values if fact.parameter_key else {}
                found.append(OpenFigure(fact, tuple(names.get(key, key) for key in missing if key)))
    return found


def _keys(scheme: Scheme, fact: Fact) -> list[str]:
    return list(scheme.facts[fact.parameter_key].values) if fact.parameter_key else [""]


def state_of(scheme: Scheme, known: set[tuple[str, str, str]], today: date) -> SchemeState:
    """The state of a scheme on a day."""
    if today > scheme.policy.last:
        return STATES[Opening.OVER]
    if scheme.amount is None:
        return STATES[Opening.SINGLY]
    return STATES[Opening.UNPUBLISHED] if _nothing_published(scheme, known) else STATES[Opening.OPEN]


def _nothing_published(scheme: Scheme, known: set[tuple[str, str, str]]) -> bool:
    """Whether no amount can be reckoned in any mode: a figure that is always needed is open, or all of them are."""
    given = [fact for fact in scheme.facts.values() if fact.given_by == GivenBy.PARAMETER]
    whole = [gap.fact for gap in gaps(scheme, known) if len(gap.missing or ("",)) == len(_keys(scheme, gap.fact))]
    return bool(given) and (any(fact.only_when is None for fact in whole) or len(whole) == len(given))


@dataclass(frozen=True)
class Wanted:
    """By what a list of schemes is narrowed; empty is no limit."""

    city: str = ""
    article: str = ""
    kind: str = ""
    text: str = ""

    def takes(self, scheme: Scheme) -> bool:
        if self.city and scheme.policy.city != self.city:
            return False
        if self.article and self.article not in (scheme.article_number, scheme.article_label):
            return False
        if self.kind and self.kind not in scheme.kinds:
            return False
        return all(word in _searched(scheme) for word in self.text.casefold().split())


def _searched(scheme: Scheme) -> str:
    guide = scheme.guide
    parts = (scheme.code, scheme.title, scheme.article_label, guide.summary, guide.who, guide.how_much)
    return " ".join((*parts, *map(str, guide.papers), *scheme.units)).casefold()


def documents(wanted: Wanted, today: date | None = None) -> list[Document]:
    """The schemes that are wanted, under their documents and chapters, in the documents' order."""
    today, known = today or business_today(), published()
    cities = {city.key: city for city in City.objects.all()}
    found, schemes = [], schemes_on(today)
    for policy in library().policies.values():
        taken = [row for row in schemes if row.policy.key == policy.key and wanted.takes(row)]
        if taken and policy.city in cities:
            cards = [SchemeCard(row, state_of(row, known, today)) for row in taken]
            found.append(Document(policy, cities[policy.city], _chapters(cards)))
    return found


def _chapters(cards: Iterable[SchemeCard]) -> list[SchemeChapter]:
    by_title: dict[str, list[SchemeCard]] = {}
    for card in cards:
        by_title.setdefault(heading_of(card.scheme), []).append(card)
    return [SchemeChapter(title, rows) for title, rows in by_title.items()]


def scheme_or_none(code: str) -> Scheme | None:
    """The scheme of that code, whatever the case it was typed in."""
    return library().schemes.get(code.upper())
