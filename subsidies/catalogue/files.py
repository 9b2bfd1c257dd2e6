"""Who may open the files of editions."""

from accounts.actor import Actor
from core.models import StoredFile
from subsidies.catalogue.models import Edition


def reads_edition(file: StoredFile, actor: Actor) -> bool:
    """The document behind an edition is read by the offices of its city."""
    return bool(Edition.objects.visible_to(actor).filter(file=file).exists())
