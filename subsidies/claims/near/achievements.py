"""Results of one owner that were paid for already, where money is capped by the result: whether one under an English
name, or under that of another contract between the same two, is the same result, nobody but the office can say."""

from collections.abc import Iterator

from core.likeness.branching import in_two_scripts, of_one_house
from enterprises.models import TechnologyContract
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.near.kinds import MOST_COMPARED
from subsidies.claims.states import AGREED_STATES
from subsidies.rules.model.kinds import CapPer

OTHER_SCRIPT = "同一成果单位的另一项成果已审核通过或核定，成果名称一处为外文"
SAME_PARTIES = "同样的双方另有一份合同已审核通过或核定"


def paid_results(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """Those of the claims that were paid, or will be, for what is said to be another result; and what is alike."""
    cap, register = claim.scheme.cap, TechnologyContract.trail_kind
    if cap is None or CapPer.ACHIEVEMENT not in cap.per or claim.scheme.matter.record != register:
        return
    paid = rows.filter(state__in=AGREED_STATES, record__startswith=f"{register}:").exclude(record=claim.record)
    found = {pk: int(record.rpartition(":")[2]) for pk, record in paid.values_list("pk", "record")[:MOST_COMPARED]}
    own = claim.record.rpartition(":")[2]
    contracts = TechnologyContract.objects.select_related("achievement").in_bulk({*found.values(), int(own or 0)})
    mine = contracts.get(int(own or 0))
    for pk, key in found.items():
        if mine and key in contracts and (how := _how(mine, contracts[key], claim.city.name)):
            yield pk, how


def _how(mine: TechnologyContract, other: TechnologyContract, city: str) -> str:
    results = mine.achievement, other.achievement
    if results[0] and results[1] and results[0].identity == results[1].identity:
        return ""  # the cap counts them together
    if of_one_house(mine.seller, other.seller, city) and of_one_house(mine.buyer, other.buyer, city):
        return SAME_PARTIES
    if not (results[0] and results[1]) or not of_one_house(results[0].owner, results[1].owner, city):
        return ""
    return OTHER_SCRIPT if in_two_scripts(results[0].title, results[1].title) else ""
