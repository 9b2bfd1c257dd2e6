"""Who may open the paper of a record: whoever reads the record."""

from accounts.actor import Actor
from core.models import StoredFile
from enterprises.registers.register import registers
from enterprises.registers.selectors import readable


def reads_record_paper(file: StoredFile, actor: Actor) -> bool:
    """A paper is read by those who read a record that rests on it."""
    return any(readable(entry, actor).filter(paper=file).exists() for entry in registers().values())
