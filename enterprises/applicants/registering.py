"""An applicant joins the portal: the account of a person, the applicant, and that the one acts for the other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from accounts.actor import actor_of
from accounts.models import City, District, User
from core import audit
from core.sealing import keyed_hash
from core.values.identifiers import clean_uscc
from core.values.identity_numbers import clean_identity_number, masked_end
from core.values.keys import key_of
from core.values.verdict import Refused
from core.walls.acting import beyond_walls
from enterprises.applicants.founding import Team, found
from enterprises.applicants.selectors import is_reachable
from enterprises.models import (
    Applicant,
    ApplicantKind,
    ApplicantMembership,
    ConsentSubject,
)
from enterprises.privacy.consenting import agree

SIGN_UP = audit.action("sign_up", "注册")
IDENTITY = "identity"
CODE_TAKEN = (
    "这个统一社会信用代码已在本门户登记，不能重复注册。本单位已有账号的，请直接登录；"
    "不清楚账号由谁保管的，请带营业执照到所在市晋创谷园区服务窗口办理，核对后开通。"
)
PERSON_TAKEN = (
    "这个公民身份号码已在本门户登记，不能重复注册。您已有账号的，请直接登录；"
    "忘记登录名的，请带身份证到所在市晋创谷园区服务窗口办理。"
)
PERSON_GONE = (
    "这个公民身份号码登记过，账号已按申请注销或停用，不能在网上重新注册；已提交的申报依规定保留。"
    "要再次申报或查询的，请带身份证到所在市晋创谷园区服务窗口办理。"
)
TEAM_TAKEN = (
    "本市已有名称和负责人都相同的团队在本门户登记，不能重复注册。本团队已有账号的，请直接登录；不清楚账号由谁保管的，"
    "请负责人带身份证和章程（或组建协议）到所在市晋创谷园区服务窗口办理，核对后开通。确是另一个团队的，请写能区分开的团队名称。"
)
NAME_TAKEN = "这个登录名已被使用，请换一个，例如在后面加上单位简称。"
BOTH = (ConsentSubject.NOTICE, ConsentSubject.IDENTITY)


class CodeTaken(Refused):
    """The credit code is registered; nothing is said of by whom."""

    def __init__(self) -> None:
        super().__init__(CODE_TAKEN)


class PersonTaken(Refused):
    """The person has signed up, or did before its account was closed; nothing is said of under which name."""

    def __init__(self, words: str = PERSON_TAKEN) -> None:
        super().__init__(words)


class TeamTaken(Refused):
    """A team of that name and leader has signed up in the city; nothing is said of by whom."""

    def __init__(self) -> None:
        super().__init__(TEAM_TAKEN)


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
    given = {"uscc": clean_uscc(uscc), "name": name, "city": city, "kind": kind, "district": district}
    return _join(given, person)


def register_person(
    *, identity_number: str, city: City, person: Filer, district: District | None = None
) -> ApplicantMembership:
    """A person applies under its own name. Of the identity number a keyed hash and the masked end are kept.

    Raises PersonTaken where the person has signed up already, else as `register`.
    """
    number = clean_identity_number(identity_number)
    given = {
        "identity_hash": keyed_hash(number, IDENTITY), "identity_end": masked_end(number), "name": person.name,
        "city": city, "kind": ApplicantKind.INDIVIDUAL, "district": district,
    }  # fmt: skip
    return _join(given, person, agreed=BOTH)


def register_team(
    *, name: str, city: City, person: Filer, team: Team, district: District | None = None
) -> ApplicantMembership:
    """A team without a credit code, by its charter and its members.

    Raises TeamTaken where one of that name and leader is there in the city, also when another signs it up at the same
    moment, else as `register`.
    """
    given = {"name": name, "city": city, "kind": ApplicantKind.TEAM, "district": district, "legal_person": team.leader}

    def then(row: Applicant, user: User) -> None:
        _refuse_same_team(row)
        found(row, user, team)

    return _join(given, person, then=then)


def _refuse_same_team(row: Applicant) -> None:
    """Raise where another team of the city is called the same and led by one of the same name, however written. Of two
    at the same moment the second has waited for the first, which gave out the portal number before."""
    own = (key_of(row.name), key_of(row.legal_person))
    others = Applicant.objects.filter(city=row.city_id, kind=ApplicantKind.TEAM).exclude(pk=row.pk)
    if own in {(key_of(name), key_of(led)) for name, led in others.values_list("name", "legal_person")}:
        raise TeamTaken


@beyond_walls("who is registered in whichever city is not registered twice")
def refuse_taken(given: Mapping[str, Any], username: str) -> None:
    """Raise when the code, the person or the login name is in use."""
    if given.get("uscc") and Applicant.objects.filter(uscc=given["uscc"]).exists():
        raise CodeTaken
    known = Applicant.objects.filter(identity_hash=given["identity_hash"]) if given.get("identity_hash") else ()
    for person in known:
        raise PersonTaken(PERSON_TAKEN if is_reachable(person) else PERSON_GONE)
    if User.objects.filter(username__iexact=username).exists():
        raise LoginNameTaken


@beyond_walls("whoever joins acts for nobody yet")
def _join(
    given: dict[str, Any], person: Filer, *, agreed: tuple[ConsentSubject, ...] = (ConsentSubject.NOTICE,),
    then: Callable[[Applicant, User], object] | None = None,
) -> ApplicantMembership:  # fmt: skip
    refuse_taken(given, person.username)
    district = given["district"]
    if district is not None and district.city_id != given["city"].pk:
        raise Refused("县（市、区）不属于所选的市。")
    try:
        return _create(given, person, agreed, then)
    except IntegrityError:
        refuse_taken(given, person.username)
        raise


@transaction.atomic
def _create(
    given: dict[str, Any], person: Filer, agreed: tuple[ConsentSubject, ...],
    then: Callable[[Applicant, User], object] | None,
) -> ApplicantMembership:  # fmt: skip
    user = User.objects.create_user(person.username, password=person.password, name=person.name, phone=person.phone)
    applicant = Applicant.objects.create(
        **given, contact_name=person.name, contact_phone=person.phone, created_by_id=user.pk
    )
    membership = ApplicantMembership.objects.create(user=user, applicant=applicant)
    agree(applicant=applicant, user=user, subjects=agreed)
    if then is not None:
        then(applicant, user)
    detail = {"unit_code": applicant.unit_code}
    audit.record(by=actor_of(user), action=SIGN_UP, subject=applicant, chain=applicant.city.key, detail=detail)
    return membership
