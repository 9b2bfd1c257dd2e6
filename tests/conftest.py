"""The cast: the same few people visit every page.

`applicant` and `other_applicant` act for two companies of Changzhi; the office people hold one role each there;
`reviewer_elsewhere` and `applicant_elsewhere` are of Jincheng; `stranger` has an account and acts for nobody.
`client_of(user)` is a test client in which that person is logged in.
"""

from collections.abc import Callable, Iterator

import hypothesis
import pytest
from django.test import Client

from accounts.actor import Actor, Role, actor_of
from accounts.models import City, User
from core.walls.acting import Identity, become
from core.walls.owning import belonging_to, owning
from enterprises.models import Applicant
from subsidies.claims import claiming
from subsidies.claims.models import Claim
from subsidies.policies import library
from tests import road
from tests.factories import ApplicantFactory, CityFactory, UserFactory, applicant_of, office_user
from tests.pins.pinning import Pinned, hold

# A test says what is true, not how quick: a busy machine is no failure.
hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("house")

LOGIN_BACKEND = "django.contrib.auth.backends.ModelBackend"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-pins", action="store_true", help="write the expected files of tests/pins anew")
    parser.addoption("--inputs", type=int, default=30, help="how many inputs each surface of tests/doors is sent")
    parser.addoption("--seed", default="1", help="which of all that could be sent (tests/doors)")


def pytest_configure() -> None:
    """What a test makes and looks at, the portal itself makes and looks at; a request is whoever comes with it."""
    become(Identity(everywhere="tests"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """The owner makes the test database and drops it."""
    assert django_db_modify_db_settings is None  # it comes first
    with owning():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """The tests work as the portal does: as the role that owns nothing."""
    assert django_db_setup is None  # the database is there
    with belonging_to("works"):
        yield


@pytest.fixture(autouse=True)
def _quick_and_closed(settings, tmp_path) -> None:
    """Passwords hash quickly, uploads land in the test's own folder, and static files are looked for when asked for:
    else each test client would list all of them first."""
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def pinned(request: pytest.FixtureRequest) -> Pinned:
    """`pinned(name, found)`: what was found is what tests/pins/expected holds under that name."""
    rewrite = bool(request.config.getoption("--rewrite-pins"))
    return lambda name, found: hold(name, found, rewrite=rewrite)


@pytest.fixture
def changzhi(db: None) -> City:
    return CityFactory(changzhi=True)


@pytest.fixture
def jincheng(db: None) -> City:
    return CityFactory(jincheng=True)


@pytest.fixture
def luliang(db: None) -> City:
    return CityFactory(luliang=True)


@pytest.fixture
def company(changzhi: City) -> Applicant:
    """The applicant's company."""
    return ApplicantFactory(city=changzhi, name="长治市试样一号科技有限公司")


@pytest.fixture
def other_company(changzhi: City) -> Applicant:
    """Another company of the same city."""
    return ApplicantFactory(city=changzhi, name="长治市试样二号科技有限公司")


@pytest.fixture
def company_elsewhere(jincheng: City) -> Applicant:
    """A company of Jincheng."""
    return ApplicantFactory(city=jincheng, name="晋城市试样三号科技有限公司")


@pytest.fixture
def applicant(company: Applicant) -> User:
    return applicant_of(company, "changzhi-applicant")


@pytest.fixture
def other_applicant(other_company: Applicant) -> User:
    return applicant_of(other_company, "changzhi-other-applicant")


@pytest.fixture
def applicant_elsewhere(company_elsewhere: Applicant) -> User:
    return applicant_of(company_elsewhere, "jincheng-applicant")


@pytest.fixture
def intake(changzhi: City) -> User:
    return office_user(Role.INTAKE, changzhi)


@pytest.fixture
def reviewer(changzhi: City) -> User:
    return office_user(Role.REVIEWER, changzhi)


@pytest.fixture
def second_reviewer(changzhi: City) -> User:
    return road.second_reviewer(changzhi)


@pytest.fixture
def treasurer(changzhi: City) -> User:
    return office_user(Role.TREASURER, changzhi, "市财政局")


@pytest.fixture
def operator(changzhi: City) -> User:
    return office_user(Role.OPERATOR, changzhi, "长治高新区")


@pytest.fixture
def official(changzhi: City) -> User:
    return office_user(Role.OFFICIAL, changzhi)


@pytest.fixture
def policy_editor(changzhi: City) -> User:
    return office_user(Role.POLICY_EDITOR, changzhi)


@pytest.fixture
def policy_releaser(changzhi: City) -> User:
    return office_user(Role.POLICY_RELEASER, changzhi)


@pytest.fixture
def reviewer_elsewhere(jincheng: City) -> User:
    return office_user(Role.REVIEWER, jincheng)


@pytest.fixture
def official_elsewhere(jincheng: City) -> User:
    return office_user(Role.OFFICIAL, jincheng)


@pytest.fixture
def provincial_official(db: None) -> User:
    return office_user(Role.PROVINCIAL_OFFICIAL, None)


@pytest.fixture
def administrator(db: None) -> User:
    return office_user(Role.ADMINISTRATOR, None)


@pytest.fixture
def stranger(db: None) -> User:
    return UserFactory(username="stranger", name="路人")


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """`client_of(user)`: a client in which the person is logged in."""

    def logged_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend=LOGIN_BACKEND)
        return client

    return logged_in


@pytest.fixture
def as_actor() -> Callable[[User], Actor]:
    """`as_actor(user)`: the actor of the person, read anew."""
    return actor_of


@pytest.fixture
def ready(changzhi, company: Applicant) -> None:
    """Policies are loaded and the company is resident."""
    road.policies_loaded()
    road.resident(company)


@pytest.fixture
def draft(ready, company: Applicant, applicant) -> Claim:
    """An untouched draft for the high-tech award."""
    return claiming.start(scheme=library().schemes["CZ-04A"], applicant=company, by=actor_of(applicant))


@pytest.fixture
def policies(db: None) -> None:
    road.policies_loaded()
