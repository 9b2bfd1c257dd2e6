"""Who may do what with an applicant's records. Each answer carries its reason."""

from accounts.actor import Actor
from core.values.verdict import YES, Verdict, no
from enterprises.models import Applicant


def can_edit(actor: Actor, applicant: Applicant) -> Verdict:
    """The applicant's own people keep its particulars and declare its records."""
    if applicant.pk in actor.applicant_ids:
        return YES
    return no("只有申请人的经办人可以填写和修改其资料。")
