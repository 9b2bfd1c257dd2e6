"""The relay process: gives outbox messages to celery as soon as they are committed."""

import logging
import select
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, connection

from core import outbox
from core.outbox.tasks import publish

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "把已写入数据库的后台任务交给 celery（常驻进程）。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="只投递一轮")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            self.stdout.write(f"已投递 {outbox.relay(publish)} 条。")
            return
        while True:
            try:
                self._listen()
            except OperationalError as error:
                logger.warning("database not reachable, trying again: %s", error)
                connection.close()
                time.sleep(1)

    def _listen(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {outbox.CHANNEL}")
        while True:
            self._relay_all()
            select.select([connection.connection], [], [], 2.0)
            connection.connection.poll()
            connection.connection.notifies.clear()

    def _relay_all(self) -> None:
        try:
            while outbox.relay(publish):
                pass
        except OperationalError:
            if not connection.is_usable():
                raise
            self._pause("database refused a message")
        except Exception:
            self._pause("broker not reachable, messages stay in the outbox")

    def _pause(self, why: str) -> None:
        logger.warning(why, exc_info=True)
        time.sleep(2)
