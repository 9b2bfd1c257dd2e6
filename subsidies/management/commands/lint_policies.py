"""Looks through the policy files: what the texts leave open, and what must be mended. Needs no database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from subsidies.policies import library
from subsidies.rules import PolicyError
from subsidies.rules.linting.lint import LintFinding, Severity, lint

SEVERITIES = {"open": "条文未定", "fault": "须改正"}


class Command(BaseCommand):
    """lint_policies: exit status 1 when something must be mended."""

    help = "检查政策文件：列出条文没有写明的地方和须改正的错误；有须改正的错误时退出状态不为零"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            findings = lint(library(), timezone.localdate())
        except PolicyError as error:
            raise CommandError(f"政策文件有误：{error}") from error
        for finding in findings:
            self.stdout.write(shown(finding))
        faults = [finding for finding in findings if finding.severity == Severity.FAULT]
        self.stdout.write(
            f"共 {len(findings)} 条：条文未定 {len(findings) - len(faults)} 条，须改正 {len(faults)} 条。"
        )
        if faults:
            raise CommandError(f"有 {len(faults)} 处须改正。")


def shown(finding: LintFinding) -> str:
    """A finding as two lines: where and what, then what to do."""
    places = [library().policies[finding.policy].file, f"第{finding.line}行", finding.scheme]
    where = " ".join(place for place in places if place)
    return f"[{SEVERITIES[finding.severity]}] {where}：{finding.what}\n    → {finding.todo}"
