"""Brings sealed identity numbers under a new key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.values.verdict import Refused
from enterprises.payee_numbers.resealing import reseal_all


class Command(BaseCommand):
    """reseal_numbers: afterwards the first of SEALING_KEYS alone is needed."""

    help = "更换密钥：把新密钥放在 SEALING_KEYS 最前、旧密钥留在后面，运行本命令，再去掉旧密钥"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = reseal_all()
        except Refused as refusal:
            raise CommandError(refusal.reason) from refusal
        self.stdout.write(f"已用新密钥重新加密 {count} 个身份证号；现在可以从 SEALING_KEYS 去掉旧密钥。")
