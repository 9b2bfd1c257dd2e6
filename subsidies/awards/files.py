"""Who may open the files of notices."""

from django.db.models import Q

from accounts.actor import Actor
from core.models import StoredFile
from subsidies.awards.models import Award
from subsidies.claims.models import Claim


def reads_notice(file: StoredFile, actor: Actor) -> bool:
    """The papers of an award and of its revocations are read by those who see it, that of a refusal by those who see
    the claim."""
    papers = Q(notice__file=file) | Q(revocations__notice__file=file)
    if Award.objects.visible_to(actor).filter(papers).exists():
        return True
    return bool(Claim.objects.visible_to(actor).filter(refusal_notice__file=file).exists())
