"""What several cities would give an applicant, subject by subject."""

from typing import Any

from subsidies.advice.groups import Nearness, brief_answer, claim_of, nearness_of
from subsidies.policies import library, subjects
from subsidies.policies.subjects import OTHER


def by_subject(rows: list[dict[str, Any]], cities: dict[str, str]) -> list[dict[str, Any]]:
    """One row per subject, one cell per city; subjects of which no city says anything are left out."""
    table: dict[str, dict[str, list[dict[str, Any]]]] = {
        subject: {city: [] for city in cities} for subject in subjects()
    }
    for row in rows:
        if row["city"] in cities:
            scheme = library().schemes.get(row["scheme"])
            table[scheme.subject if scheme else OTHER][row["city"]].append(row | _short(row))
    return [
        {
            "subject": subjects()[subject],
            "cells": [{"city": name, "rows": cells[city]} for city, name in cities.items()],
        }
        for subject, cells in table.items()
        if any(cells.values())
    ]


def _short(row: dict[str, Any]) -> dict[str, Any]:
    """The answer in the few words of a cell, the claim that has the matter, and what is missing where it is no answer
    yet."""
    brief = brief_answer(row)
    open_yet = nearness_of(row) in (Nearness.NEAR, Nearness.MAYBE)
    gaps = [f"{gap['label']}，{gap['sentence']}" for gap in row.get("gaps") or ()]
    said = [*gaps, *row["reasons"], *row.get("asks", ()), *row.get("awaits", ())] or [row.get("note") or ""]
    return {
        "brief": brief,
        "claimed": claim_of(row),
        "missing": "；".join(part.rstrip("。") for part in said if part != brief) if open_yet else "",
    }
