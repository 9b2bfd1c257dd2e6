"""Who does which work: functions registered under the name that a message bears."""

from collections.abc import Callable

Handler = Callable[..., None]
HANDLERS: dict[str, Handler] = {}
WHEN_PARKED: dict[str, Handler] = {}


def handles(name: str) -> Callable[[Handler], Handler]:
    """Register a function as the handler called `name`. It must be idempotent in what it does outside the database."""

    def register(function: Handler) -> Handler:
        HANDLERS[name] = function
        return function

    return register


def when_parked(name: str) -> Callable[[Handler], Handler]:
    """Register a function that hears of a parked message of `name`, with its arguments, to say that nobody works on it.

    An administrator may open the message again, so the handler must still find its work.
    """

    def register(function: Handler) -> Handler:
        WHEN_PARKED[name] = function
        return function

    return register
