"""What an explained evaluation costs with a figure that a released edition supersedes, beside one without."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import date

import django

from benchmarks.claims import claim
from benchmarks.engine import best, say
from subsidies.policies import library
from subsidies.rules import Library, evaluate

CLAIMS = 4_000
SCHEME, FIGURE, KEY, VALUE = "CZ-12", "early_rate", "workshop", "12"


def superseded_figure() -> None:
    """Milliseconds an evaluation; the library in force is asked for anew each time, as the pages do."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinchuanggu.settings")
    django.setup()
    from subsidies.catalogue.in_force import Figure, superseded

    draw, claims = random.Random(3), []
    while len(claims) < CLAIMS:
        item = claim(len(claims), draw)
        claims += [item] if item["scheme"] == SCHEME else []
    figures = [Figure(SCHEME, FIGURE, KEY, VALUE, date(2025, 1, 1), 1, "")]

    def milliseconds(lib: Callable[[], Library]) -> float:
        return best(lambda: [evaluate(lib(), item) for item in claims]) / CLAIMS * 1e3

    without = milliseconds(lambda: superseded(library(), []))
    having = milliseconds(lambda: superseded(library(), figures))
    say(f"{SCHEME}, one explained evaluation under the library in force (milliseconds)")
    say(f"  no figure superseded {without:.3f}   one superseded {having:.3f}   ratio {having / without:.2f}")
