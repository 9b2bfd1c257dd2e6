"""What goes into the log: of a refusal its line alone, without the steps that led to it; nothing with a number of a
person in it, whoever typed one into an address."""

import logging
import re

BAD_REQUEST, SERVER_ERROR = 400, 500
MASK = "***"
# As long as a number of a person (15 places, or 18 of which the last may be X), whole or in groups; longer ones too.
_LONG_NUMBER = re.compile(r"\d(?:(?:[ _-]|%20|\+)?\d){13,}(?:[ _-]|%20|\+)?[\dXx]")


class MaskedLines(logging.Formatter):
    """A line of the log, with its traceback, in which stars stand for every long number."""

    def format(self, record: logging.LogRecord) -> str:
        return _LONG_NUMBER.sub(MASK, super().format(record))


class PlainRefusals(logging.Filter):
    """Takes the traceback from what Django tells of answers 400 to 499: nothing broke, somebody may not or mistyped."""

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", SERVER_ERROR)
        if BAD_REQUEST <= status < SERVER_ERROR or record.name.startswith("django.security"):
            record.exc_info = None
        return True
