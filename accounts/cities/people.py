"""Demo people of the offices: one for each role and city, all with the one password that fixtures/demo.yaml names."""

from collections import Counter
from functools import cache
from typing import Any

from django.contrib.auth.hashers import check_password, make_password

from accounts.actor.roles import ROLE_NAMES, Role
from accounts.cities.registry import Ledger
from accounts.models import City, Department, DepartmentMembership, User

OF_A_ROLE = ("", *"二三四五六七八九十")  # 审核, 审核二


@cache
def hashed(password: str) -> str:
    """The password as stored. Hashing is slow on purpose; demo people share the password and so its hash."""
    return make_password(password)


def hashed_with(stored: str, password: str) -> bool:
    """Whether the stored password is this one; nothing is upgraded in passing."""
    return check_password(password, stored)


def load_people(ledger: Ledger, city: City | None, people: list[dict[str, str]], password: str) -> None:
    """The people of the offices of a city, or of the province's; the second of a role is called so."""
    met: Counter[str] = Counter()
    for row in people:
        met[row["role"]] += 1
        _official(ledger, city, row, password, which=OF_A_ROLE[met[row["role"]] - 1])


def _official(ledger: Ledger, city: City | None, row: dict[str, str], password: str, *, which: str) -> None:
    name = row["department"]
    office = Department.objects.named(city, name).first() or Department.objects.create(city=city, name=name)
    place = city.name if city else "省级"
    fill = {"name": f"{place}演示·{ROLE_NAMES[row['role']]}{which}", "is_superuser": row["role"] == Role.ADMINISTRATOR}
    user = load_person(ledger, row["login"], password, fill | {"is_staff": True})
    ledger.add(DepartmentMembership, {"user": user, "department": office, "role": row["role"]})


def load_person(ledger: Ledger, login: str, password: str, fill: dict[str, Any]) -> User | None:
    """A demo person; None when somebody has deleted the account since."""
    common = {"email": f"{login}@example.com", "password": hashed(password)}
    return ledger.add(User, {"username": login}, common | fill)
