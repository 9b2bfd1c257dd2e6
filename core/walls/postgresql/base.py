"""A connection that tells the database who acts, in the transaction of the statement that they cause.

What is told holds until that transaction ends and no longer: the next who uses the session, through a pooler too, is
nobody until it is said who they are. Within a transaction it is said once, and again when somebody else acts or a
rollback, whole or to a savepoint, has undone it. Outside of one each statement is a transaction of its own, and what is
said is sent along in front of it.
"""

import re
from collections.abc import Callable
from dataclasses import astuple, fields
from typing import Any

from django.db.backends.postgresql import base

from core.walls.acting import NOBODY, Identity, acting

_Django: Any = base.DatabaseWrapper  # its typing lacks what a transaction calls
SAY = "SELECT " + ", ".join(f"set_config('app.{field.name}', %s, true)" for field in fields(Identity))
ABOUT_ROWS = re.compile(r"\s*\(?\s*(SELECT|INSERT|UPDATE|DELETE|WITH|EXPLAIN)\b", re.IGNORECASE)


class DatabaseWrapper(_Django):
    """`told` is who the open transaction believes to act; None where that is not known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told: Identity | None = None
        self.going_back = False
        self.execute_wrappers.append(self._say_who_acts)

    def init_connection_state(self) -> None:
        self.told = None
        super().init_connection_state()

    def chunked_cursor(self) -> Any:
        """A cursor that the server keeps outlives the statement that made it, but not, outside of a transaction, what
        was said with that: there the rows come at once."""
        return super().chunked_cursor() if self.in_atomic_block else self.cursor()

    def _say_who_acts(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        who = acting()
        if not self.autocommit:
            self._say_once(who)
        elif who != NOBODY and ABOUT_ROWS.match(sql):
            said = self._said(who)
            return execute(f"{said if params is None else said.replace('%', '%%')}; {sql}", params, many, context)
        return execute(sql, params, many, context)

    def _say_once(self, who: Identity) -> None:
        if self.told == who or self.going_back:
            return
        self.told = None
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute(SAY, astuple(who))
        self.told = who

    def _said(self, who: Identity) -> str:
        with self.connection.cursor() as cursor:
            return str(cursor.mogrify(SAY, astuple(who)).decode())

    def _set_autocommit(self, autocommit: bool) -> None:
        self.told = None
        super()._set_autocommit(autocommit)

    def _commit(self) -> None:
        self.told = None
        super()._commit()

    def _rollback(self) -> None:
        self.told = None
        super()._rollback()

    def _savepoint_rollback(self, sid: str) -> None:
        """In a transaction that failed nothing can be said but that it goes back."""
        self.told, self.going_back = None, True
        try:
            super()._savepoint_rollback(sid)
        finally:
            self.going_back = False
