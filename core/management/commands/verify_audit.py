"""Looks whether the audit trail is whole."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.audit import verify_all


class Command(BaseCommand):
    """verify_audit: exit status 1 when an entry was edited or taken out."""

    help = "核对操作留痕：每条链是否首尾相接、内容是否被改动；有问题时退出状态不为零"

    def handle(self, *args: Any, **options: Any) -> None:
        chains = verify_all()
        for chain, problems in chains.items():
            self.stdout.write(f"{chain or '（不属于任何市）'}：{'完整' if not problems else ''}")
            for sentence in problems:
                self.stdout.write(f"    {sentence}")
        if any(chains.values()):
            raise CommandError("操作留痕有缺损，见上。")
