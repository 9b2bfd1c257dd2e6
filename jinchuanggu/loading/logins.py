"""The table of demo logins."""

import unicodedata
from collections.abc import Iterable, Iterator

from accounts.actor.roles import ROLE_NAMES, Role
from accounts.cities.demo import CityDemo
from accounts.cities.describing import city_demos, shared
from accounts.cities.people import hashed_with
from accounts.models import City, Province, User

HEAD = ("地区", "身份", "登录名", "密码", "可以试什么")


def demo_logins() -> list[tuple[str, ...]]:
    """One row a demo login that exists: place, role, login, password, what to try. Empty without the demo."""
    common = shared()
    rows = list(_rows(city_demos(), common["people"]))
    users = User.objects.filter(username__in=[row[2] for row in rows], is_active=True)
    held = dict(users.values_list("username", "password"))
    shown = {stored: _shown(stored, common["password"]) for stored in set(held.values())}
    return [(*row[:3], shown[held[row[2]]], row[3]) for row in rows if row[2] in held]


def _shown(stored: str, password: str) -> str:
    return password if hashed_with(stored, password) else "（已修改）"


def _rows(demos: Iterable[CityDemo], province: list[dict[str, str]]) -> Iterator[tuple[str, str, str, str]]:
    cities = {city.key: city for city in City.objects.all()}
    for demo in demos:
        place = str(cities.get(demo.key, demo.key))
        for row in demo.companies:
            if "login" in row:
                yield place, ROLE_NAMES[Role.APPLICANT], row["login"], row["try"]
        for row in demo.people:
            yield place, ROLE_NAMES[row["role"]], row["login"], row["try"]
    for row in province:
        yield str(Province.objects.first()), ROLE_NAMES[row["role"]], row["login"], row["try"]


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """The rows under their head, in columns that line up where a Chinese character is as wide as two Latin ones."""
    lines = [HEAD, *rows]
    widths = [max(width(line[column]) for line in lines) for column in range(len(HEAD))]
    rule = tuple("─" * wide for wide in widths)
    return "\n".join(_line(line, widths) for line in (lines[0], rule, *lines[1:]))


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = (cell + " " * (wide - width(cell)) for cell, wide in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def width(text: str) -> int:
    """Columns that the text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
