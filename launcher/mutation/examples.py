"""Hypothesis gives the same examples every time and makes none smaller: a failure is all that is asked for."""

from __future__ import annotations

import hypothesis


def settle() -> None:
    """After the tests' own profile is there, before the tests are read."""
    phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    house = hypothesis.settings.get_profile("house")
    hypothesis.settings.register_profile("mutate", house, derandomize=True, database=None, phases=phases)
    hypothesis.settings.load_profile("mutate")
