"""The award engine: policies as data, claims reckoned exactly, every yuan explained. Pure Python, no Django."""

from subsidies.rules.asking import FactError, asked_facts, facts_given_by, missing_facts, parse_fact, sentence_for
from subsidies.rules.columns.columns import Columns, Decisions
from subsidies.rules.evaluating import evaluate, failing_by
from subsidies.rules.library import Library, load_library
from subsidies.rules.many.building import columns_of
from subsidies.rules.many.deciding import amounts_many, decision_at, evaluate_many, evaluate_many_in
from subsidies.rules.model.articles import article_label
from subsidies.rules.model.decision import Decision, Step
from subsidies.rules.model.errors import PolicyError
from subsidies.rules.model.kinds import CapPer, CapPeriod, FactType, GivenBy, Outcome, WhenMissing
from subsidies.rules.model.schemes import Fact, Policy, Scheme
from subsidies.rules.model.values import NumberText
from subsidies.rules.superseding import Supersession, with_figures

# Raised when answers or their steps come out otherwise than before: see subsidies/awards/replaying.py.
ENGINE_VERSION = "1.2"

__all__ = [
    "ENGINE_VERSION",
    "CapPer",
    "CapPeriod",
    "Columns",
    "Decision",
    "Decisions",
    "Fact",
    "FactError",
    "FactType",
    "GivenBy",
    "Library",
    "NumberText",
    "Outcome",
    "Policy",
    "PolicyError",
    "Scheme",
    "Step",
    "Supersession",
    "WhenMissing",
    "amounts_many",
    "article_label",
    "asked_facts",
    "columns_of",
    "decision_at",
    "evaluate",
    "evaluate_many",
    "evaluate_many_in",
    "facts_given_by",
    "failing_by",
    "load_library",
    "missing_facts",
    "parse_fact",
    "sentence_for",
    "with_figures",
]
