"""Whether each document lies in the folder of its city, in a file of its name, and has a number of its own."""

from __future__ import annotations

from collections.abc import Iterable

from subsidies.policies.reading import document_files, policy_texts
from subsidies.rules.model.errors import PolicyError
from subsidies.rules.model.schemes import Policy


def check_places(policies: Iterable[Policy]) -> None:
    """Raise PolicyError for a document in another city's folder, in a file of another name, or of a taken number."""
    folders, numbers = {path.name: path.parent.name for path in document_files()}, set[str]()
    for policy in policies:
        if folders[policy.file] != policy.city:
            raise _misplaced(policy, "city", f"“city”应当是它所在的文件夹的名称“{folders[policy.file]}”")
        if policy.file != f"{policy.key}.yaml":
            raise _misplaced(policy, "policy", f"“policy”应当与文件名相同，写“{policy.file.removesuffix('.yaml')}”")
        if policy.number in numbers:
            raise _misplaced(policy, "number", f"文号“{policy.number}”已有另一个文件使用")
        numbers.add(policy.number)


def _misplaced(policy: Policy, key: str, what: str) -> PolicyError:
    """The error of a line at the head of a document."""
    lines = policy_texts()[policy.file].splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text.startswith(f"{key}:"))
    return PolicyError(what, file=policy.file, line=line)
