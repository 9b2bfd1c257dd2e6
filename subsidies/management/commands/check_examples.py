"""Reckons the worked examples and prints them as tables that an official can read and sign. Needs no database."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from subsidies.management.commands.compute_awards import OUTCOMES
from subsidies.policies import library
from subsidies.policies.examples import Example, answered, examples
from subsidies.rules import Decision, Fact, NumberText, Policy, PolicyError, Scheme
from subsidies.rules.model.header import FIELDS
from subsidies.rules.model.sentences import KINDS

HEAD = ("示例", "事项", "申报情况", "应得结果", "系统结果", "依据条款", "一致/不一致", "签字栏")
SAME, DIFFERENT = "一致", "不一致"
BLANK = "________"
Answered = tuple[Example, Decision]


class Command(BaseCommand):
    """check_examples [CITY]: exit status 1 when an answer is not that of its example."""

    help = "核对示例：逐条计算各文件的示例，列表供签字；有不一致时退出状态不为零。不需要数据库"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("city", nargs="?", default="", help="只核对一个城市（文件夹的名字）；不写则全部核对")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows, policies = answered(library(), examples()), _policies(options["city"])
        except PolicyError as error:
            raise CommandError(f"政策文件有误：{error}") from error
        different = []
        for policy in policies:
            own = [row for row in rows if row[0].document == policy.key]
            self.stdout.write("\n".join(table(policy, own)) + "\n")
            different += [example for example, decision in own if not example.matches(decision)]
        if different:
            raise CommandError(f"有{len(different)}条示例与系统结果不一致：{'；'.join(map(_place, different))}。")


def _policies(city: str) -> list[Policy]:
    found = [policy for policy in library().policies.values() if city in ("", policy.city)]
    if not found:
        raise CommandError(f"没有城市“{city}”的政策文件。")
    return found


def _place(example: Example) -> str:
    return f"{example.id}（{example.file} 第{example.line}行）"


def table(policy: Policy, rows: list[Answered]) -> Iterator[str]:
    """The examples of a document, line by line, with who signs below."""
    same = sum(example.matches(decision) for example, decision in rows)
    yield f"{policy.number} {policy.title}"
    yield f"示例 {len(rows)} 条：一致 {same} 条，不一致 {len(rows) - same} 条。"
    if not rows:
        return
    yield ""
    yield _row(HEAD)
    yield _row("---" for _ in HEAD)
    for example, decision in rows:
        yield _row(cells(example, decision))
    yield ""
    yield f"核对单位：{rows[0][0].signs}　签字：{BLANK}　日期：{BLANK}"


def _row(parts: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(part.replace('|', '／') for part in parts)} |"


def cells(example: Example, decision: Decision) -> tuple[str, ...]:
    """One example: number and why, scheme, claim, wanted, found, article, verdict, room for a signature."""
    scheme = library().schemes.get(decision.scheme or "")
    return (
        f"{example.id} {example.why}",
        f"{scheme.code} {scheme.title}" if scheme else str(decision.scheme),
        "；".join(claimed(scheme, example.claim)),
        answer_words(scheme, example.expect),
        answer_words(scheme, decision.to_json(steps=False)),
        scheme.article_label if scheme else decision.basis,
        SAME if example.matches(decision) else DIFFERENT,
        BLANK,
    )


def claimed(scheme: Scheme | None, claim: Mapping[str, Any]) -> Iterator[str]:
    """What is put before the rules, in words: the header, then each fact."""
    labels = {field.name: field.label for field in FIELDS if field.name not in ("id", "facts")}
    for name, value in claim.items():
        if name in labels:
            words = KINDS.get(value, _words(None, value)) if name == "applicant_kind" else _words(None, value)
            yield f"{labels[name]}：{words}"
    for name, value in claim.get("facts", {}).items():
        fact = scheme.facts.get(name) if scheme else None
        yield f"{fact.label if fact else name}：{_words(fact, value)}"


def _words(fact: Fact | None, value: Any) -> str:
    """A value as it is put: a word of its list, yes or no, a number with its unit."""
    if isinstance(value, bool):
        return "是" if value else "否"
    text = value.text if isinstance(value, NumberText) else str(value)
    if fact is None:
        return text
    return fact.values.get(text) or fact.shown.get(text) or f"{text} {fact.unit}".strip()


def answer_words(scheme: Scheme | None, answer: Mapping[str, Any]) -> str:
    """An answer in words: the outcome, the money and who pays it, what is given beside it, why not."""
    parts = [OUTCOMES.get(answer["outcome"], answer["outcome"]), *_money(answer)]
    if scheme is not None:
        payers = {payer.key: payer.label for payer in scheme.payers}
        extras = {row.key: row.label for row in scheme.entitlements}
        parts += [f"{payers.get(key, key)} {yuan} 元" for key, yuan in answer["shares"].items()]
        parts += [f"{extras.get(key, key)} {yuan} 元" for key, yuan in answer["entitlements"].items()]
    if answer["reasons"] is None:
        return "，".join([*parts, "指出填报的错误"])
    return "，".join([*parts, *(_reason(scheme, code) for code in answer["reasons"])])


def _money(answer: Mapping[str, Any]) -> Iterator[str]:
    if answer["amount"] is not None:
        yield f"{answer['amount']} 元"
    if answer["floor"] is not None:
        top = "没有上限" if answer["ceiling"] is None else f"{answer['ceiling']} 元以内"
        yield f"{answer['floor']} 元以上{top}"


def _reason(scheme: Scheme | None, code: str) -> str:
    return scheme.reasons.get(code, code).rstrip("。") if scheme else code
