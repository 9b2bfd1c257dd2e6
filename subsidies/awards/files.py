"""Who may open the files of notices."""

from accounts.actor import Actor
from core.models import StoredFile
from subsidies.awards.models import Award


def reads_notice(file: StoredFile, actor: Actor) -> bool:
    """A notice is read by those who see its award."""
    return bool(Award.objects.visible_to(actor).filter(notice__file=file).exists())
