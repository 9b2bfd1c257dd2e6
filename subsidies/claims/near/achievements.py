"""Results that money was given for, or is asked for, where it is capped by the result: whether what is called a second
result is the first under other words, under an English name or in another contract between the same two, nobody but the
office can say."""

from collections.abc import Iterator

from core.likeness.branching import in_two_scripts, of_one_house
from enterprises.models import TechnologyContract
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.near.kinds import MOST_COMPARED
from subsidies.claims.states import AGREED_STATES, OPEN_STATES
from subsidies.rules.model.kinds import CapPer

OTHER_SCRIPT = "同一成果单位的另一项成果已审核通过或核定，成果名称一处为外文"
SAME_PARTIES = "同样的双方另有一份合同已审核通过或核定"
OWN_RESULT = "同一单位的科技成果"


def other_results(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """Those of the claims that are for what is said to be another result; and what is alike. The applicant's own are
    told whatever they are called, once money is asked for or was given; those of others that was given."""
    cap, register = claim.scheme.cap, TechnologyContract.trail_kind
    if cap is None or CapPer.ACHIEVEMENT not in cap.per or claim.scheme.matter.record != register:
        return
    asked = rows.filter(record__startswith=f"{register}:", state__in={*OPEN_STATES, *AGREED_STATES})
    others = asked.exclude(record=claim.record).values_list("pk", "record", "state", "applicant")[:MOST_COMPARED]
    keys = {pk: int(record.rpartition(":")[2]) for pk, record, *_ in others}
    key = int(claim.record.rpartition(":")[2] or 0)
    contracts = TechnologyContract.objects.select_related("achievement").in_bulk({*keys.values(), key})
    mine = contracts.get(key)
    for pk, _, state, applicant in others:
        other = contracts.get(keys[pk])
        if mine is None or other is None or _is_one_result(mine, other):
            continue  # of one result the cap counts them together
        how = _how(mine, other, claim.city.name) if state in AGREED_STATES else ""
        if how or applicant == claim.applicant_id:
            yield pk, how or OWN_RESULT


def _is_one_result(mine: TechnologyContract, other: TechnologyContract) -> bool:
    one, two = mine.achievement, other.achievement
    return bool(one and two and one.identity == two.identity)


def _how(mine: TechnologyContract, other: TechnologyContract, city: str) -> str:
    if of_one_house(mine.seller, other.seller, city) and of_one_house(mine.buyer, other.buyer, city):
        return SAME_PARTIES
    one, two = mine.achievement, other.achievement
    if not (one and two) or not of_one_house(one.owner, two.owner, city):
        return ""
    return OTHER_SCRIPT if in_two_scripts(one.title, two.title) else ""
