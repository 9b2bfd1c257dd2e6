"""The log as it is written: whoever types a number of a person into an address leaves none of it there."""

import io
import logging
import logging.config
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client

from jinchuanggu.settings.recording import MaskedLines

NUMBER = "110101199003070003"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the console's handler writes, as the settings have it."""
    stream, root = io.StringIO(), logging.getLogger()
    made = logging.config.DictConfigurator(settings.LOGGING)
    handler = logging.StreamHandler(stream)
    handler.setFormatter(made.configure_formatter({**settings.LOGGING["formatters"]["line"]}))
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/verify/{}/", "/schemes/{}/", "/files/{}/", "/{}", "/admin/awards/award/{}/change/"])
@pytest.mark.parametrize(
    "typed",
    [
        NUMBER,
        NUMBER[:-1] + "X",
        "110101 19900307 000x",
        "110101-19900307-0003",
        "110101900307123",
        "１１０１０１１９９００３０７０００３",
    ],
)
def test_a_number_in_an_address_is_stars_in_the_log(client: Client, log: io.StringIO, path: str, typed: str) -> None:
    client.get(path.format(quote(typed)))
    logging.getLogger("portal").warning("asked for %s", typed)
    told = log.getvalue()
    assert typed not in told and "19900307" not in told and "900307" not in told and "***" in told


def test_a_traceback_holds_none_either_and_short_numbers_stay(log: io.StringIO) -> None:
    try:
        raise ValueError(f"no such thing: {NUMBER}")
    except ValueError:
        logging.getLogger("portal").exception("claim CZ2026000019 of 2026-03-31, 3,000,000.00")
    told = log.getvalue()
    assert "ValueError: no such thing: ***" in told and "CZ2026000019 of 2026-03-31, 3,000,000.00" in told
    assert NUMBER not in told and "Traceback" in told


def test_the_time_of_a_line_stays(log: io.StringIO) -> None:
    logging.getLogger("portal").warning("2026-03-31 12 rows")
    assert "***" not in log.getvalue()


def test_the_settings_name_the_formatter_that_masks() -> None:
    made = logging.config.DictConfigurator(settings.LOGGING)
    assert isinstance(made.configure_formatter({**settings.LOGGING["formatters"]["line"]}), MaskedLines)
