"""An applicant joins the portal: the account of a person, the applicant, and that the one acts for the other."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from accounts.actor import actor_of
from accounts.models import City, District, User
from core import audit
from core.values.identifiers import clean_uscc
from core.values.verdict import Refused
from enterprises.models import Applicant, ApplicantMembership

SIGN_UP = audit.action("sign_up", "企业注册")
CODE_TAKEN = (
    "这个统一社会信用代码已在本门户登记，不能重复注册。本单位已有账号的，请直接登录；"
    "不清楚账号由谁保管的，请带营业执照到所在市晋创谷园区服务窗口办理，核对后开通。"
)
NAME_TAKEN = "这个登录名已被使用，请换一个，例如在后面加上单位简称。"


class CodeTaken(Refused):
    """The credit code is registered; nothing is said of by whom."""

    def __init__(self) -> None:
        super().__init__(CODE_TAKEN)


class LoginNameTaken(Refused):
    """Another account has the login name."""

    def __init__(self) -> None:
        super().__init__(NAME_TAKEN)


@dataclass(frozen=True)
class Filer:
    """Who registers the applicant; the password has passed the validators."""

    username: str
    password: str
    name: str
    phone: str


def register(
    *, uscc: str, name: str, city: City, kind: str, person: Filer, district: District | None = None
) -> ApplicantMembership:
    """Create account, applicant and membership, or nothing at all.

    Raises CodeTaken or LoginNameTaken, also when another request registers the same at the same moment, and
    ValidationError when the code is not well formed or the district lies elsewhere.
    """
    code = clean_uscc(uscc)
    refuse_taken(code, person.username)
    if district is not None and district.city_id != city.pk:
        raise Refused("县（市、区）不属于所选的市。")
    try:
        return _create(code, name, city, kind, person, district)
    except IntegrityError:
        refuse_taken(code, person.username)
        raise


def refuse_taken(code: str, username: str) -> None:
    """Raise when the code or the login name is in use."""
    if Applicant.objects.filter(uscc=code).exists():
        raise CodeTaken
    if User.objects.filter(username__iexact=username).exists():
        raise LoginNameTaken


@transaction.atomic
def _create(
    code: str, name: str, city: City, kind: str, person: Filer, district: District | None
) -> ApplicantMembership:
    user = User.objects.create_user(person.username, password=person.password, name=person.name, phone=person.phone)
    applicant = Applicant.objects.create(
        uscc=code, name=name, city=city, kind=kind, district=district,
        contact_name=person.name, contact_phone=person.phone, created_by_id=user.pk,
    )  # fmt: skip
    membership = ApplicantMembership.objects.create(user=user, applicant=applicant)
    audit.record(by=actor_of(user), action=SIGN_UP, subject=applicant, chain=city.key, detail={"uscc": code})
    return membership
