"""What the schemes of all cities pay for, in few kinds, so that like stands beside like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from subsidies.policies import reading
from subsidies.rules.documents.fields import PolicyFields
from subsidies.rules.documents.locating import read_document
from subsidies.rules.model.errors import PolicyError
from subsidies.rules.model.schemes import Scheme

FILE = "subjects.yaml"
OTHER = "other"


@cache
def subjects() -> Mapping[str, str]:
    """Each subject with its Chinese words, in the order in which they are listed. Raises PolicyError."""
    top = PolicyFields(read_document(reading.read_text(reading.FOLDER / FILE), FILE), FILE)
    top.only(("subjects",))
    block = top.inside("subjects")
    return MappingProxyType({name: block.text(name) for name in block.table})


def check_subjects(schemes: Iterable[Scheme]) -> None:
    """Every scheme is of a subject that is listed. Raises PolicyError."""
    for scheme in schemes:
        if scheme.subject not in subjects():
            what = f"没有“{scheme.subject}”这一类（subject），{FILE}里有：{'、'.join(subjects())}"
            raise PolicyError(what, file=scheme.policy.file, scheme=scheme.code, line=scheme.line)
