"""All policies with what their schemes are compiled to: nothing else keeps a program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from types import MappingProxyType

from subsidies.rules.columns.program import ColumnProgram
from subsidies.rules.documents.loading import load_policy
from subsidies.rules.model.errors import PolicyError
from subsidies.rules.model.schemes import Policy, Scheme
from subsidies.rules.single.program import Program
from subsidies.rules.words.cache import Plans
from subsidies.rules.words.lines import Reckoning


class Compiled:
    """One scheme with its three forms: for single claims at once, the words and the columns when first asked for."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.single = Program(scheme)

    @cached_property
    def words(self) -> Plans:
        """The reckoning of a single claim in words."""
        return Plans(Reckoning(self.single))

    @cached_property
    def columns(self) -> ColumnProgram:
        """The same formulas for columns of claims."""
        return ColumnProgram(self.scheme, self.words.reckoning)


@lru_cache(maxsize=1024)
def compiled_of(scheme: Scheme) -> Compiled:
    """What a scheme is compiled to, made once for those who have no more than the scheme."""
    return Compiled(scheme)


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """All policies and schemes, read and checked, with what each scheme is compiled to; `superseded` has the same
    schemes with the figures of later documents, each from its day on."""

    policies: Mapping[str, Policy]
    schemes: Mapping[str, Scheme]
    compiled: Mapping[str, Compiled]
    superseded: Mapping[str, tuple[tuple[date, Compiled], ...]] = field(default_factory=lambda: MappingProxyType({}))

    def compiled_on(self, code: str, on: date | None) -> Compiled | None:
        """The scheme with the figures that hold on a day; None for a code that no policy has."""
        found = self.compiled.get(code)
        for first_day, later in self.superseded.get(code, ()):
            if on is not None and on >= first_day:
                found = later
        return found


def load_library(texts: Mapping[str, str]) -> Library:
    """Policies and schemes from file name → YAML text, in their `order`, then as they are given. Raises PolicyError."""
    policies: dict[str, Policy] = {}
    schemes: dict[str, Scheme] = {}
    read = ((file, *load_policy(text, file)) for file, text in texts.items())
    for file, policy, found in sorted(read, key=lambda row: row[1].order):
        if policy.key in policies:
            raise PolicyError(f"政策“{policy.key}”在两个文件中", file=file, line=1)
        policies[policy.key] = policy
        for scheme in found:
            if scheme.code in schemes:
                raise PolicyError("这个事项代码已经用过", file=file, scheme=scheme.code, line=scheme.line)
            schemes[scheme.code] = scheme
    made = {code: compiled_of(scheme) for code, scheme in schemes.items()}
    return Library(MappingProxyType(policies), MappingProxyType(schemes), MappingProxyType(made))
