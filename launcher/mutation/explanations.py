"""Why a mutant may live: `explained.toml`."""

from __future__ import annotations

import tomllib

from launcher.mutation import guards

Key = tuple[str, str, str]


def explained() -> dict[Key, str]:
    """Module, line before and line after, with the reason."""
    rows = tomllib.loads((guards.HERE / "explained.toml").read_text()).get("survivor", [])
    return {(row["module"], _lines(row["was"]), _lines(row["becomes"])): row["why"] for row in rows}


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.rstrip().splitlines())
