"""Who does which work: functions registered under the name that a message bears."""

from collections.abc import Callable

Handler = Callable[..., None]
HANDLERS: dict[str, Handler] = {}
WORDS: dict[str, str] = {}
NIGHTLY: list[str] = []
WHEN_PARKED: dict[str, Handler] = {}


def handles(name: str, *, words: str, nightly: bool = False) -> Callable[[Handler], Handler]:
    """Register a function as the handler called `name`. It must be idempotent in what it does outside the database.

    `words` is what the office calls the work (Chinese); `nightly` work is written once a night without any argument.
    """

    def register(function: Handler) -> Handler:
        HANDLERS[name], WORDS[name] = function, words
        if nightly and name not in NIGHTLY:
            NIGHTLY.append(name)
        return function

    return register


def words_of(name: str) -> str:
    """What the office calls the work; the name itself for work of an earlier version that nobody does any more."""
    return WORDS.get(name, name)


def when_parked(name: str) -> Callable[[Handler], Handler]:
    """Register a function that hears of a parked message of `name`, with its arguments, to say that nobody works on it.

    An administrator may open the message again, so the handler must still find its work.
    """

    def register(function: Handler) -> Handler:
        WHEN_PARKED[name] = function
        return function

    return register
