"""Paid-in capital: the register holds the applicant's own money, the rules ask for it with the grant put in."""

from core.values.money import FEN_PER_YUAN, format_yuan, parse_yuan, to_yuan
from enterprises.values.applicant_kinds import ApplicantKind
from subsidies.cases.case import Case
from subsidies.cases.records.reading import Reading, reads
from subsidies.catalogue.in_force import with_released_figures

READER = "paid_in_capital"
SHARE = "capital_share"  # the figure that bounds the grant as a share of paid-in capital, the grant included
MOST = "most"  # the figure that bounds it whatever the capital


@reads(READER, of_applicant=True)
def paid_in_capital(case: Case) -> Reading | None:
    """The register's figure with the grant: the amount decided, or before a decision the most that can be decided.

    Of the whole a share s is the grant, so that it is at most s / (1 - s) of the own money: as much again where it may
    be one half, a quarter where it may be a fifth; and never above the scheme's own maximum. A university has no
    paid-in capital.
    """
    own = case.applicant.paid_in_capital_fen
    if own is None or case.applicant.kind == ApplicantKind.UNIVERSITY:
        return None
    decided, grant = case.decided.get(case.scheme.decision_fact or ""), grant_beside(case, own)
    added = f"核定的启动资金{format_yuan(grant)}" if decided else f"按条款最多可给予的启动资金{format_yuan(grant)}"
    source = f"企业资料：登记的实缴资本{format_yuan(own)}（不含补助，单位自行登记），加上{added}"
    return Reading(f"{to_yuan(own + grant):f}", source, certified=False)


def grant_beside(case: Case, own: int) -> int:
    """The grant that counts with so much own money, in fen: what was decided, else the most that can be."""
    decided = case.decided.get(case.scheme.decision_fact or "")
    return parse_yuan(str(decided["value"])) if decided else _most(case, own)


def _most(case: Case, own: int) -> int:
    """The most that share and maximum allow, in fen, rounded down."""
    figures = with_released_figures().schemes[case.scheme.code].figures
    share, most = figures[SHARE].values[()], figures[MOST].values[()]
    return min(int(own * share / (1 - share)), int(most * FEN_PER_YUAN))
