"""Prints the reckoning of one claim, so that a person can redo it by hand. Needs no database."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from subsidies.cases.presenting import asked_of
from subsidies.management.commands.compute_awards import OUTCOMES
from subsidies.policies import library
from subsidies.rules import Decision, Outcome, PolicyError, evaluate, sentence_for
from subsidies.rules.model.decision import BINDING_MARK, yuan
from subsidies.rules.model.jsontext import NotJson, read_json
from subsidies.rules.words.working import worked


class Command(BaseCommand):
    """explain_award '{"scheme": …}' | claim.json | -."""

    help = "打印一件申报的计算过程，供人逐步核算；不需要数据库"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("claim", nargs="?", default="-", help="一件申报：JSON文字、文件名，或 - 表示标准输入")
        parser.add_argument("--id", help="文件有多行时，取编号相符的一行")

    def handle(self, *args: Any, **options: Any) -> None:
        claim, grounds = find_claim(read_text(options["claim"]), options["id"])
        try:
            self.stdout.write(printable(explanation(claim, grounds)))
        except PolicyError as error:
            raise CommandError(f"政策文件有误：{error}") from error


def read_text(name: str) -> bytes:
    """The claim as given: JSON itself, a file, or standard input."""
    if name == "-":
        return sys.stdin.buffer.read()
    if name.lstrip().startswith("{"):
        return name.encode("utf-8", "surrogateescape")
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"读不了申报文件“{name}”：没有这个文件，或没有权限。") from error


def find_claim(text: bytes, wanted: str | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """The one claim in the text, or the line with the id; and why an office decided what it did, by the fact, where the
    line tells that beside the claim: {"claim": …, "grounds": {"decided_amount": "…"}}."""
    claims = [pair for pair in _claims(text) if wanted is None or str(pair[0].get("id")) == wanted]
    if len(claims) == 1:
        return claims[0]
    if not claims:
        raise CommandError("没有找到申报：应是一个JSON对象。" if wanted is None else f"没有编号为“{wanted}”的申报。")
    raise CommandError("有不止一件申报，请用 --id 指明编号。")


def _claims(text: bytes) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    found = []
    for part in [text] if _is_json(text) else text.split(b"\n"):
        if _is_json(part):
            value = read_json(part)
            beside = value if isinstance(value, dict) and "claim" in value else {"claim": value}
            found.append((beside["claim"], beside.get("grounds")))
    return [
        (claim, grounds if isinstance(grounds, dict) else {}) for claim, grounds in found if isinstance(claim, dict)
    ]


def _is_json(text: bytes) -> bool:
    try:
        read_json(text)
    except NotJson:
        return False
    return True


def explanation(claim: dict[str, Any], grounds: Mapping[str, Any]) -> str:
    """The decision in lines for people."""
    lib = library()
    decision = evaluate(lib, claim)
    scheme = lib.schemes.get(decision.scheme or "")
    title = f"{decision.scheme} {scheme.title}（{decision.basis}）" if scheme else f"没有事项 {decision.scheme}"
    lines = [title, f"结论：{OUTCOMES[decision.outcome]}{_money(decision)}"]
    for place, step in enumerate(worked(decision.steps, asked_of(scheme, claim) if scheme else {}), 1):
        lines.append(f"{place:>3}. {step.label}：{step.figure}{BINDING_MARK if step.binding else ''}")
        lines += [f"     {text}" for text in (step.sum, step.rule) if text]
    if scheme:
        lines += [f"{fact.label}的依据：{grounds[name]}" for name, fact in scheme.facts.items() if name in grounds]
    if scheme and decision.reasons:
        lines += ["理由：", *(f"  - {code}：{sentence_for(scheme, code)}" for code in decision.reasons)]
    if scheme and scheme.reading:
        lines.append(f"理解：{scheme.reading}")
    return "\n".join(lines)


def printable(text: str) -> str:
    """Half of a character that a claim may hold by its escape: \\ud800."""
    return text.encode(errors="backslashreplace").decode()


def _money(decision: Decision) -> str:
    if decision.amount is not None:
        return f" {yuan(decision.amount)} 元"
    if decision.outcome == Outcome.NEEDS_DECISION:
        ceiling = "没有上限" if decision.ceiling is None else f"{yuan(decision.ceiling)} 元以内"
        return f"，{yuan(decision.floor)} 元以上，{ceiling}"
    return ""
