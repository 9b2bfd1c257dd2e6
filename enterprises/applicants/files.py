"""Who may open the charter of a team: whoever sees the team."""

from accounts.actor import Actor
from core.models import StoredFile
from enterprises.models import TeamCharter


def reads_charter(file: StoredFile, actor: Actor) -> bool:
    """A charter is read by those who see its team."""
    return bool(TeamCharter.objects.visible_to(actor).filter(paper=file).exists())
