"""The small language of formulas: numbers, + - * /, comparisons, and/or/not, in, min, max, floor, choice, months.

A formula is read with Python's `ast`; only the nodes below are let through. While reading, units are checked (yuan,
m², months, years, plain), every name must be known, a value that may be absent must stand behind a test of its mode,
and a divisor must be a constant other than zero. What is refused raises FormulaError with a Chinese sentence.
"""

from subsidies.rules.language.calculating import FUNCTIONS
from subsidies.rules.language.looking import constant, facts_used
from subsidies.rules.language.parsing import parse
from subsidies.rules.language.scope import GIVEN, Scope

__all__ = ["FUNCTIONS", "GIVEN", "Scope", "constant", "facts_used", "parse"]
