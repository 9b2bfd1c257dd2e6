"""What the two header questions of a claim are called for a scheme's matter: its day and its reference."""

from typing import NamedTuple

from subsidies.rules import Fact, GivenBy, Scheme


class Wording(NamedTuple):
    """A label and what to write there."""

    label: str
    help: str


_ANY_DAY = Wording("事项发生日", "认定、完成或付款的日期。")


def day_wording(scheme: Scheme) -> Wording:
    """What the day of the matter is called."""
    return Wording(scheme.matter.day, scheme.matter.day_help) if scheme.matter.day else _ANY_DAY


def reference_is_own_code(scheme: Scheme) -> bool:
    """Whether the matter is the applicant itself, so that its credit code names it."""
    return not scheme.matter.reference_label


def reference_label(scheme: Scheme) -> str:
    """What names the matter in the applicant's words; empty where the matter is the applicant itself."""
    return scheme.matter.reference_label


def once_words(scheme: Scheme) -> str:
    """By what a matter that is the unit itself is told apart, for the applicant: 本单位和平台级别."""
    known = {"year": "年度", "months": "月份"}
    added = [known.get(name) or scheme.facts[name].label for name in scheme.matter.adds]
    return "和".join(["本单位", *added])


def asked(scheme: Scheme) -> list[Fact]:
    """The facts that the applicant is asked for."""
    return [fact for fact in scheme.facts.values() if fact.given_by == GivenBy.APPLICANT]
