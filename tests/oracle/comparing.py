"""Where two answers to one line differ, as far as the contract fixes the answer."""

from typing import Any

from tests.oracle.run import OUT_OF_BOUNDS

FIXED = ("id", "scheme", "outcome", "amount", "floor", "ceiling", "shares", "entitlements")
FIELDS = {*FIXED, "reasons", "basis"}


def differences(ours: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    """One sentence a difference; nothing when they agree."""
    names = set(theirs) - {"steps"}
    found = [] if names == FIELDS else [f"fields {sorted(names ^ FIELDS)}"]
    for name in FIXED:
        if name not in theirs or type(theirs[name]) is not type(ours[name]) or theirs[name] != ours[name]:
            found.append(f"{name}: {ours[name]!r} here, {theirs.get(name)!r} there")
    if not same_reasons(ours, theirs.get("reasons")):
        found.append(f"reasons: {ours['reasons']} here, {theirs.get('reasons')} there")
    if not same_basis(ours["basis"], theirs.get("basis")):
        found.append(f"basis: {ours['basis']!r} here, {theirs.get('basis')!r} there")
    return found


def same_reasons(ours: dict[str, Any], theirs: Any) -> bool:
    """Exactly the same codes; of a plain fault any cause but a code that stands for something else."""
    if not isinstance(theirs, list) or not all(isinstance(reason, str) and reason for reason in theirs):
        return False
    if ours["outcome"] != "invalid" or ours["reasons"] == [OUT_OF_BOUNDS] or ours["reasons"][0].startswith("line "):
        return bool(theirs == ours["reasons"])
    return theirs != [] and theirs != [OUT_OF_BOUNDS] and not any(reason.startswith("line ") for reason in theirs)


def same_basis(ours: str | None, theirs: Any) -> bool:
    """Document and article; how the plan's tasks are called is left open, and so is what no scheme stands behind."""
    if ours is None:
        return True
    if "plan" in ours:
        return isinstance(theirs, str) and theirs.startswith(ours.split(" ")[0] + " ")
    return bool(theirs == ours)
