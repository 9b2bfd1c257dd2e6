"""For which payments a person's number is needed: upper rooms say so, since this wing knows no money."""

from collections.abc import Callable, Iterable

from enterprises.models import Applicant, ApplicantKind, PayeeNumber

Tell = Callable[[Applicant], Iterable[str]]
_TELLERS: list[Tell] = []


def tells_need(tell: Tell) -> Tell:
    """Register who knows of payments to a person: it gives the number of each."""
    _TELLERS.append(tell)
    return tell


def number_words(payee: Applicant) -> str:
    """Whether a person's number is there; empty for others, who are paid by their code."""
    if payee.kind != ApplicantKind.INDIVIDUAL:
        return ""
    given = PayeeNumber.objects.filter(applicant=payee).exists()
    return "身份证号已登记，可以办理拨付。" if given else "身份证号没有登记，本人登记或到窗口登记以后才能拨付。"


def needed_for(applicant: Applicant) -> list[str]:
    """The numbers of what is to be paid to the person under its own name; none for units and teams."""
    if applicant.kind != ApplicantKind.INDIVIDUAL:
        return []
    return [number for tell in _TELLERS for number in tell(applicant)]
