"""Cities, departments and people."""

from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from factory.declarations import LazyAttribute, LazyFunction, Sequence, SubFactory, Trait

from accounts.actor import Role, roles
from accounts.cities.city import read_city
from accounts.cities.opening import city_folders
from accounts.models import City, Department, DepartmentMembership, District, Province, User
from tests.factories.base import Factory

PASSWORD = "Cao-Ping-2026-Shi"


class ProvinceFactory(Factory):
    class Meta:
        model = Province
        django_get_or_create = ("code",)

    code = "140000"
    name = "山西省"


@cache
def known(key: str) -> dict[str, Any]:
    """What the folder of the city says of it."""
    folders = {folder.key: folder for folder in city_folders()}
    return read_city(folders[key]).city


class CityFactory(Factory):
    """Changzhi unless a trait says otherwise; asking twice gives the same row."""

    class Meta:
        model = City
        django_get_or_create = ("key",)

    class Params:
        changzhi = Trait(key="changzhi")
        jincheng = Trait(key="jincheng")
        luliang = Trait(key="luliang")

    province = SubFactory(ProvinceFactory)
    key = "changzhi"
    code = LazyAttribute(lambda city: known(city.key)["code"])
    name = LazyAttribute(lambda city: known(city.key)["name"])
    notice_mark = LazyAttribute(lambda city: known(city.key)["notice_mark"])
    payers = LazyAttribute(lambda city: known(city.key)["payers"])


class DistrictFactory(Factory):
    class Meta:
        model = District
        django_get_or_create = ("code",)

    city = SubFactory(CityFactory)
    code = "140403"
    name = "潞州区"


class DepartmentFactory(Factory):
    """The city's bureau of science and technology; `provincial=True` for the province's office."""

    class Meta:
        model = Department
        django_get_or_create = ("city", "name")

    class Params:
        provincial = Trait(city=None, name="省级主管部门")

    city = SubFactory(CityFactory)
    name = "市科技局"


class UserFactory(Factory):
    """A person with PASSWORD who acts for nobody."""

    class Meta:
        model = User
        django_get_or_create = ("username",)

    username = Sequence(lambda n: f"person-{n}")
    name = Sequence(lambda n: f"测试人员{n}")
    email = LazyAttribute(lambda user: f"{user.username}@example.com")
    password = LazyFunction(lambda: make_password(PASSWORD))


class DepartmentMembershipFactory(Factory):
    class Meta:
        model = DepartmentMembership
        django_get_or_create = ("user", "department", "role")

    user = SubFactory(UserFactory)
    department = SubFactory(DepartmentFactory)
    role = Role.REVIEWER


def office_user(role: str, city: City | None, department: str = "市科技局", more: str = "") -> User:
    """A new person who holds `role` in a department of the city; without a city, in the province's office.

    `more` tells a second one of a role apart.
    """
    office = DepartmentFactory(city=city, name=department) if city else DepartmentFactory(provincial=True)
    place = city.key if city else "province"
    title = f"{city or '省'}{roles.ROLE_NAMES[role]}{more}"
    is_administrator = role == Role.ADMINISTRATOR
    user: User = UserFactory(
        username=f"{place}-{role.replace('_', '-')}{more}", name=title, is_staff=True, is_superuser=is_administrator
    )
    DepartmentMembershipFactory(user=user, department=office, role=role)
    return user
