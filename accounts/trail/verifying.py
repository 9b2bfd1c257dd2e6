"""The audit trail looks after itself: every night it is read through, and what was found stands in it."""

import logging

from django.db import transaction

from accounts.actor import SYSTEM
from core import audit, outbox
from core.models import AuditEntry

HANDLER = "accounts.verify_audit"
CHECK = audit.action("check_trail", "核对操作留痕")
audit.tell_details(problems="问题", sentences="内容")
SHOWN = 50
logger = logging.getLogger(__name__)


@outbox.handles(HANDLER, words="核对操作留痕", nightly=True)
def verify_trail() -> None:
    """Worker, nightly: an entry in every chain that says whether the chain is whole; what is not goes to the log too.

    All chains are read before anything is noted: a noted chain is held until the last one is through.
    """
    found = audit.verify_all()
    with transaction.atomic():
        for chain, problems in found.items():
            _note(chain, problems)


def _note(chain: str, problems: list[str]) -> None:
    newest = AuditEntry.objects.filter(chain=chain).order_by("-id").first()
    if newest is None:
        return
    detail = {"problems": len(problems), "sentences": problems[:SHOWN]}
    audit.record(by=SYSTEM, action=CHECK, subject=newest, chain=chain, detail=detail)
    for sentence in problems:
        logger.error("audit trail %s: %s", chain or "-", sentence)
