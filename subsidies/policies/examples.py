"""Worked examples beside each document: a claim, the answer that its text gives, and who signs for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.texts.yaml_reading import Table, Text
from subsidies.policies.reading import EXAMPLES, document_files, read_text
from subsidies.rules import Library, NumberText, Outcome, evaluate
from subsidies.rules.documents.fields import PolicyFields
from subsidies.rules.documents.locating import read_document
from subsidies.rules.model.decision import Decision
from subsidies.rules.model.errors import PolicyError

NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?\Z", re.ASCII)
WHOLE = re.compile(r"(0|[1-9]\d{0,29})\Z", re.ASCII)
TRUTHS = {"true": True, "false": False}
ANY = "any"  # of an invalid claim at least one cause is named, whichever it is
NOTHING: Mapping[str, Any] = {
    "amount": None,
    "floor": None,
    "ceiling": None,
    "shares": {},
    "entitlements": {},
    "reasons": [],
}


@dataclass(frozen=True)
class Example:
    """A claim in the batch form with the answer that it must get.

    `expect` holds the keys of an answer line; its `reasons` are None where any cause will do. `file` and `line` say
    where it stands.
    """

    id: str
    document: str
    signs: str
    why: str
    claim: Mapping[str, Any]
    expect: Mapping[str, Any]
    file: str
    line: int

    def matches(self, decision: Decision) -> bool:
        """Whether this is the answer that the text gives."""
        answer = decision.to_json(steps=False)
        given = {key: answer[key] for key in self.expect if key != "reasons"}
        wanted = {key: value for key, value in self.expect.items() if key != "reasons"}
        reasons = self.expect["reasons"]
        return given == wanted and (bool(answer["reasons"]) if reasons is None else answer["reasons"] == reasons)


def examples() -> list[Example]:
    """All worked examples, document by document as their files stand. Raises PolicyError with file and line."""
    found: dict[str, Example] = {}
    for path in document_files():
        file = path.with_name(path.name.replace(".yaml", EXAMPLES))
        for example in examples_of(read_text(file), file.name):
            if example.id in found:
                raise PolicyError(f"示例编号“{example.id}”已经用过", file=example.file, line=example.line)
            found[example.id] = example
    return list(found.values())


def examples_of(text: str, file: str) -> Iterator[Example]:
    """The examples of one file. Raises PolicyError."""
    top = PolicyFields(read_document(text, file), file)
    top.only(("document", "signs", "examples"))
    document = top.text("document")
    if file != f"{document}{EXAMPLES}":
        raise top.error(f"“document”应当与文件名相同，写“{file.removesuffix(EXAMPLES)}”", "document")
    for name, block in top.each("examples"):
        block.only(("why", "claim", "facts", "expect"))
        claim = {"id": name, **_plain(block.inside("claim").table), "facts": _plain(block.inside("facts").table)}
        yield Example(
            id=name,
            document=document,
            signs=top.text("signs"),
            why=block.text("why"),
            claim=claim,
            expect=_expected(block.inside("expect")),
            file=file,
            line=top.inside("examples").line_of(name),
        )


def _expected(block: PolicyFields) -> dict[str, Any]:
    block.only(("outcome", *NOTHING))
    block.text("outcome")
    expect: dict[str, Any] = dict(NOTHING) | _plain(block.table)
    return expect | {"reasons": None if expect["reasons"] == ANY else expect["reasons"]}


def _plain(value: Any) -> Any:
    """What JSON would hold: a number is kept as it is written, and what stands in quotes is text."""
    if isinstance(value, Table):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if not isinstance(value, Text) or value.quoted:
        return None if value is None else str(value)
    if value in TRUTHS:
        return TRUTHS[value]
    if WHOLE.match(value):
        return int(value)
    return NumberText(str(value)) if NUMBER.match(value) else str(value)


def json_line(value: Any) -> str:
    """A claim as one line of JSON, its numbers as they were written."""
    if isinstance(value, NumberText):
        return value.text
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(key)}: {json_line(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(json_line, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def answered(lib: Library, wanted: list[Example]) -> list[tuple[Example, Decision]]:
    """Each example with its answer, in order as one batch: the first payable claim takes the matter."""
    taken, found = set(), []
    for example in wanted:
        key = (example.claim.get("unit"), example.claim.get("matter"))
        decision = evaluate(lib, example.claim, duplicate=None not in key and key in taken)
        if None not in key and decision.outcome == Outcome.PAYABLE:
            taken.add(key)
        found.append((example, decision))
    return found
