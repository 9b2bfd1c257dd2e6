"""What the header questions of a claim are called for a scheme's matter: its day, its name, its months and year."""

from typing import NamedTuple

from subsidies.rules import CapPer, Fact, GivenBy, Scheme


class Wording(NamedTuple):
    """A label and what to write there."""

    label: str
    help: str


# The questions of every claim beside the facts of its scheme, in the order of the form.
HEAD = ("record", "reference", "months", "year", "on", "achievement", "other_policy_amount")
MONTHS_ANSWER = "months"
MONTHS_HELP = "写成 2026-01至2026-03、2026-05，可以不连续；每个月只能申报一次，没有过完的月份不能申报。"
YEAR_HELP = "写成 2025 这样；只能申报已经过完的年度，每个年度只能申报一次。"
RUNNING_YEAR_HELP = "事项实际发生的年度，写成 2025 这样；每个年度只能申报一次，本年度还要付款的，付完再申报。"
MONTHS, YEAR, ACHIEVEMENT = "本次申报的月份", "本次申报的年度", "科技成果名称或登记号"
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


def asks_months(scheme: Scheme) -> bool:
    """Whether the months are answered as a list: the matter is months, and no facts say the first and the last."""
    return "months" in scheme.matter.adds and "first_month" not in scheme.facts


def asks_year(scheme: Scheme) -> bool:
    """Whether the year is answered: a year of a record, or one that ends with the day; else it is that of the day."""
    return "year" in scheme.matter.adds and bool(scheme.matter.record or scheme.matter.day_ends)


def asks_day(scheme: Scheme) -> bool:
    """Whether the day of the matter may be asked: not where it ends the months or the year that are answered."""
    return not scheme.matter.day_ends


def asks_achievement(scheme: Scheme) -> bool:
    """Whether the achievement that a cap is counted for is typed; a record says which it is."""
    return bool(scheme.cap and CapPer.ACHIEVEMENT in scheme.cap.per and not scheme.matter.record)


def once_words(scheme: Scheme) -> str:
    """By what a matter that is the unit itself is told apart, for the applicant: 本单位和平台级别."""
    known = {"year": "年度", "months": "月份"} | {name: fact.label for name, fact in scheme.facts.items()}
    added = [known[name] for name in scheme.matter.adds if name in known]
    return "和".join(["本单位", *added])


def head_asked(scheme: Scheme) -> list[str]:
    """The questions of `HEAD` that a claim of the scheme is asked, in the order of the form."""
    wanted = {
        "record": bool(scheme.matter.record),
        "reference": scheme.matter.is_typed,
        "months": asks_months(scheme),
        "year": asks_year(scheme),
        "on": asks_day(scheme),
        "achievement": asks_achievement(scheme),
        "other_policy_amount": scheme.amount is not None,
    }
    return [name for name in HEAD if wanted[name]]


def asked(scheme: Scheme) -> list[Fact]:
    """The facts that the applicant is asked for."""
    return [fact for fact in scheme.facts.values() if fact.given_by == GivenBy.APPLICANT]
