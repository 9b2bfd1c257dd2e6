"""The policy documents as data, a folder for each city, read and checked once."""

from __future__ import annotations

from functools import cache

from subsidies.policies.placing import check_places
from subsidies.policies.reading import policy_texts
from subsidies.policies.subjects import check_subjects, subjects
from subsidies.rules.library import Library, load_library

__all__ = ["library", "policy_texts", "subjects"]


@cache
def library() -> Library:
    """All policies and schemes. Raises PolicyError when a file is wrong; the sentence names file, line and scheme."""
    lib = load_library(policy_texts())
    check_places(lib.policies.values())
    check_subjects(lib.schemes.values())
    return lib
