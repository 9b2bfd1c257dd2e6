"""The first administrator of an installation, from whom all other roles come."""

from django.db import transaction

from accounts.actor import SYSTEM, Role
from accounts.models import Department, DepartmentMembership, User
from accounts.people.passwords import check_password
from core import audit
from core.values.verdict import Refused

APPOINT = audit.action("appoint_administrator", "设立首位系统管理员")


@transaction.atomic
def appoint_first_administrator(*, username: str, name: str, password: str) -> User:
    """Make the account and its role in the province's office, with an entry in the trail.

    Raises Refused where there is an administrator already (who gives all further roles), where the name is taken or
    the province has no office yet; ValidationError for a password that the rules refuse.
    """
    office = Department.objects.select_for_update().filter(city=None).order_by("pk").first()
    if office is None:
        raise Refused("还没有省级部门，请先运行 load_reference。")
    if DepartmentMembership.objects.filter(role=Role.ADMINISTRATOR, active=True).exists():
        raise Refused("已有系统管理员；其他任职由管理员在后台“部门任职”里办理。")
    if User.objects.filter(username=username).exists():
        raise Refused(f"登录名“{username}”已被使用。")
    user = User(username=username, name=name)
    check_password(password, user)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save(force_insert=True)
    DepartmentMembership.objects.create(user=user, department=office, role=Role.ADMINISTRATOR)
    audit.record(by=SYSTEM, action=APPOINT, subject=user, detail={"account": username})
    return user
