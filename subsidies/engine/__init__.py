"""The award engine: policies as data, claims reckoned exactly, every yuan explained. Pure Python, no Django."""

from .asking import FactError, asked_facts, facts_given_by, missing_facts, parse_fact, sentence_for
from .column_building import columns_of
from .columns import Columns, Decisions, amounts_many, decision_at, evaluate_many, evaluate_many_in
from .decision import Decision, Step
from .errors import PolicyError
from .loading import load_library
from .scalar import evaluate
from .schema import Fact, Library, Policy, Scheme
from .superseding import Supersession, with_figures
from .values import NumberText

# Raised when answers or their steps come out otherwise than before: see subsidies/replaying.py.
ENGINE_VERSION = "1.1"

__all__ = [
    "ENGINE_VERSION",
    "Columns",
    "Decision",
    "Decisions",
    "Fact",
    "FactError",
    "Library",
    "NumberText",
    "Policy",
    "PolicyError",
    "Scheme",
    "Step",
    "Supersession",
    "amounts_many",
    "asked_facts",
    "columns_of",
    "decision_at",
    "evaluate",
    "evaluate_many",
    "evaluate_many_in",
    "facts_given_by",
    "load_library",
    "missing_facts",
    "parse_fact",
    "sentence_for",
    "with_figures",
]
