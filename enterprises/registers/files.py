"""Who may open the paper of a record: whoever reads the record."""

from django.db.models import Q

from accounts.actor import Actor
from core.models import StoredFile
from enterprises.models import Correction
from enterprises.registers.register import registers
from enterprises.registers.selectors import READERS, readable


def reads_correction(file: StoredFile, actor: Actor) -> bool:
    """The paper of a proposal is read by the applicant's people and by those who keep records in its city."""
    rows = Correction.objects.visible_to(actor).filter(paper=file)
    if not actor.is_administrator:
        kept = Q(applicant_id__in=actor.applicant_ids) | Q(applicant__city_id__in=actor.city_ids(*READERS))
        rows = rows.filter(kept)
    return bool(rows.exists())


def reads_record_paper(file: StoredFile, actor: Actor) -> bool:
    """A paper is read by those who read a record that rests on it."""
    return any(readable(entry, actor).filter(paper=file).exists() for entry in registers().values())
