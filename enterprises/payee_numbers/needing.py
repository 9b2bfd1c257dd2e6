"""For which payments a person's number is needed: upper rooms say so, since this wing knows no money."""

from collections.abc import Callable, Iterable

from enterprises.models import Applicant, ApplicantKind

Tell = Callable[[Applicant], Iterable[str]]
_TELLERS: list[Tell] = []


def tells_need(tell: Tell) -> Tell:
    """Register who knows of payments to a person: it gives the number of each."""
    _TELLERS.append(tell)
    return tell


def needed_for(applicant: Applicant) -> list[str]:
    """The numbers of what is to be paid to the person under its own name; none for units and teams."""
    if applicant.kind != ApplicantKind.INDIVIDUAL:
        return []
    return [number for tell in _TELLERS for number in tell(applicant)]
