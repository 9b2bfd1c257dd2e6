"""Who may read the files of claims, notices and policy editions: whoever sees the record that they belong to."""

from accounts.actor import Actor
from core.models import StoredFile
from core.reading import register_reader
from subsidies.models import Award, Claim, Edition


def reads_evidence(file: StoredFile, actor: Actor) -> bool:
    """A paper is read by those who see its claim."""
    return bool(Claim.objects.visible_to(actor).filter(evidence__file=file).exists())


def reads_notice(file: StoredFile, actor: Actor) -> bool:
    """A notice is read by those who see its award."""
    return bool(Award.objects.visible_to(actor).filter(notice__file=file).exists())


def reads_edition(file: StoredFile, actor: Actor) -> bool:
    """The document behind an edition is read by the offices of its city."""
    return bool(Edition.objects.visible_to(actor).filter(file=file).exists())


for _reader in (reads_evidence, reads_notice, reads_edition):
    register_reader(_reader)
