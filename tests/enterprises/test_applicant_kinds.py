"""One list of kinds of applicants, and every kind has its words in forms and in sentences."""

from enterprises.models import Applicant
from enterprises.values.applicant_kinds import KIND_LABELS, ApplicantKind
from subsidies.rules.model.sentences import KINDS


def test_every_kind_has_its_words_and_can_be_chosen() -> None:
    assert list(KIND_LABELS) == list(KINDS) == list(ApplicantKind)
    chosen = Applicant._meta.get_field("kind").choices
    assert chosen == [(kind.value, words) for kind, words in KIND_LABELS.items()]
