"""What goes into the log: of a refusal its line alone, without the steps that led to it."""

import logging

BAD_REQUEST, SERVER_ERROR = 400, 500


class PlainRefusals(logging.Filter):
    """Takes the traceback from what Django tells of answers 400 to 499: nothing broke, somebody may not or mistyped."""

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", SERVER_ERROR)
        if BAD_REQUEST <= status < SERVER_ERROR or record.name.startswith("django.security"):
            record.exc_info = None
        return True
