"""A paper that could not be made again and again: the claim's trail says so, and why as far as that is known."""

from django.db import transaction

from accounts.actor import SYSTEM
from core import audit
from core.documents.lettering import Unprintable, require_printable
from subsidies.claims.models import Claim

PARKED = audit.action("paper_parked", "通知书没有生成，已搁置", "通知书尚未生成")
UNKNOWN = "后台多次没有生成，请系统管理员查明原因后重新执行。"


@transaction.atomic
def tell_parked(claim: Claim, page: str) -> None:
    """An entry in the claim's trail; nothing else changes, since the work may be opened again."""
    audit.record(by=SYSTEM, action=PARKED, subject=claim, chain=claim.city.key, reason=_why(page))


def _why(page: str) -> str:
    try:
        require_printable(page)
    except Unprintable as lacking:
        return str(lacking)
    return UNKNOWN
