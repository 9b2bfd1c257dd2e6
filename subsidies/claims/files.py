"""Who may open the papers of claims: whoever sees the claim."""

from accounts.actor import Actor
from core.models import StoredFile
from subsidies.claims.models import Claim


def reads_evidence(file: StoredFile, actor: Actor) -> bool:
    """A paper is read by those who see its claim."""
    return bool(Claim.objects.visible_to(actor).filter(evidence__file=file).exists())
