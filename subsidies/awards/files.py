"""Who may open the files of notices."""

from django.db.models import Q

from accounts.actor import Actor
from core.models import StoredFile
from subsidies.awards.models import Award


def reads_notice(file: StoredFile, actor: Actor) -> bool:
    """The papers of an award and of its revocations are read by those who see it."""
    papers = Q(notice__file=file) | Q(revocations__notice__file=file)
    return bool(Award.objects.visible_to(actor).filter(papers).exists())
