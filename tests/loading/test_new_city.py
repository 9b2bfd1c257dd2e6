"""A city is data: the fourth one is added by the walk of CONTRIBUTING.md, and claimed on up to a notice."""

import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.actor import Role
from accounts.models import City, Department, User
from indicators.definitions import DEFINITIONS, definition_of
from indicators.models import Target
from subsidies import policies
from subsidies.awards.models import Notice
from subsidies.catalogue.models import Article
from subsidies.claims.models import Claim
from tests import road
from tests.docs.pages import code_block
from tests.factories import ApplicantFactory, SpaceFactory, TenancyFactory, applicant_of, office_user
from tests.loading.conftest import PAGE
from tests.pages import address, form_of

TYPED = {
    "on": "2026-06-30", "reference": "检测合同2026年1号", "fact_small_tech_company": "true", "fact_lab": "national",
    "fact_fee_paid": "180000.55",
}  # fmt: skip


def said(*command: str) -> list[str]:
    """The sentences with which a command refuses, without its first line."""
    with pytest.raises(CommandError) as caught:
        call_command(*command, stdout=io.StringIO())
    return str(caught.value).splitlines()[1:]


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    policies.library.cache_clear()


def test_the_policy_that_is_written_is_the_example_of_the_page(example: tuple[Path, Path]) -> None:
    documents = example[1]
    for name, marker in (("", "policy"), (".examples", "worked")):
        written = (documents / f"example-2026-1{name}.yaml").read_text(encoding="utf-8")
        assert written == code_block(PAGE, "yaml", f"example: {marker}")


def test_a_city_as_it_is_written_says_what_must_be_filled_in(roots: tuple[Path, Path]) -> None:
    call_command("new_city", "example", stdout=io.StringIO())
    missing = [sentence.rpartition("/")[2] for sentence in said("check_city", "example")]
    assert missing[:3] == [
        "city.yaml 第3行：缺少“code”",
        "city.yaml 第4行：缺少“name”",
        "city.yaml 第5行：缺少“notice_mark”",
    ]
    assert {row.split(" ")[0] for row in missing} == {"city.yaml", "valley.yaml"}


def test_the_walk_of_the_page_leads_to_a_city_without_faults(example: tuple[Path, Path]) -> None:
    out = io.StringIO()
    call_command("check_city", "example", stdout=out)
    assert out.getvalue() == "“example”没有问题，可以运行 load_reference。\n"


@pytest.mark.parametrize("key", ["changzhi", "jincheng", "luliang"])
def test_the_cities_that_are_here_have_no_faults(key: str) -> None:
    call_command("check_city", key, stdout=io.StringIO())


@pytest.fixture
def resident(db: None, example: tuple[Path, Path]) -> User:
    """The login of a company in the fourth city's valley."""
    call_command("load_reference", stdout=io.StringIO())
    city = City.objects.get(key="example")
    company = ApplicantFactory(city=city, name="示例市试样科技有限公司")
    space = SpaceFactory(building__park__valley=city.valley)
    TenancyFactory(applicant=company, space=space)
    return applicant_of(company, "example-applicant")


def test_a_claim_on_the_fourth_city_goes_from_the_portal_to_a_notice(
    resident: User, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[str] = []
    monkeypatch.setattr("subsidies.awards.papers.noticing.render_pdf", lambda page: pages.append(page) or page.encode())
    browser: Client = client_of(resident)
    assert "共享检测费补贴" in browser.get(f"{address('scheme_list')}?city=example").content.decode()
    edit = browser.post(address("start", None, "EX-02")).url
    claim = Claim.objects.get()
    browser.post(address("claim_edit", claim), form_of(claim, **TYPED))
    shown = browser.get(f"{edit}?check=1").content.decode()
    assert "¥50,000.00" in shown and "所在县（市、区）财政" in shown
    browser.post(address("claim_submit", claim), form_of(claim))
    reviewer = office_user(Role.REVIEWER, claim.city)
    road.decided_at_the_desk(claim, reviewer)
    road.work_off("awards.reckon")
    road.noticed()
    notice = Notice.objects.get()
    assert re.fullmatch(r"示创兑〔20\d\d〕1号", notice.number)
    assert notice.award.shares == {"county": 20_000_00, "city": 30_000_00}
    assert "所在县（市、区）财政承担¥20,000.00" in pages[0] and "市财政承担¥30,000.00" in pages[0]


def test_one_office_with_two_names_is_one_department(db: None, example: tuple[Path, Path]) -> None:
    replaced(example[1] / "example-2026-1.yaml", "2: [市科技局, 市财政局]", "2: [市科学技术局, 市财政局]")
    call_command("load_reference", stdout=io.StringIO())
    units = Article.objects.get(document__city__key="example").units
    assert set(units.values_list("name", flat=True)) == {"市科技局", "市财政局"}
    assert Department.objects.filter(city__key="example").count() == 2


def test_an_office_that_renames_what_was_loaded_is_not_overruled(db: None, example: tuple[Path, Path]) -> None:
    call_command("load_reference", stdout=io.StringIO())
    City.objects.filter(key="example").update(notice_mark="新创兑", payers={"county": "县财政", "city": "市级财政"})
    Department.objects.filter(city__key="example", name="市财政局").update(other_names=["市财政"])
    call_command("load_reference", stdout=io.StringIO())
    city = City.objects.get(key="example")
    assert (city.notice_mark, city.payers["county"]) == ("新创兑", "县财政")
    assert Department.objects.get(city=city, name="市财政局").other_names == ["市财政"]


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("city", 'code: "149900"', 'code: "140400"', "city.yaml 第3行：“code”是140400，与“changzhi”的相同"),
        ("city", 'code: "149900"', "code: 14", "city.yaml 第3行：“code”应当是六位行政区划代码（GB/T 2260）"),
        ("city", "key: example", "key: exampel", "city.yaml 第2行：“key”与文件夹的名称“example”不同，两处应当一致"),
        ("city", "示创兑", "长创兑", "city.yaml 第5行：“notice_mark”是长创兑，与“changzhi”的相同；各市应当不同"),
        ("departments", "市财政局}", "null}", "departments.yaml 第4行：缺少“name”"),
        ("departments", "市财政局}", "市科学技术局}", "departments.yaml 第4行：“市科学技术局”写了两次"),
        ("valley", "host: 示例高新区", "host: null", "valley.yaml 第5行：缺少“host”"),
        ("valley", "zones: []", "zones: [{name: 甲, kind: x}]", "valley.yaml 第13行：“kind”不对：“x”不在可选项中"),
        ("valley", "office_m2:", "office_m2: 1.5 #", "valley.yaml 第9行：“office_m2”应当是整数"),
        ("valley", "parks: []", "parks: [双创产业园]", "valley.yaml 第15行：“parks”应当是一列，每行写成 - {项: 值}"),
        ("targets", "since: 2026-01-01", "since:", "targets.yaml 第4行：缺少“since”"),
        ("targets", "since: 2026-01-01", "since: 2036-01-01", "targets.yaml 第5行：目标日“by”须晚于起算日“since”"),
        ("targets", "at_least: 30", "at_least: 0", "targets.yaml 第7行：“at_least”须大于0"),
        ("targets", "\ntargets:", "\ntarget:", "targets.yaml 第7行：不认识的项“target”，这里可以写plan、since"),
        ("targets", "definition: high_tech_applicants, ", "", "targets.yaml 第7行：缺少“definition”"),
        ("city", "name: 示例", "name: [示例", "city.yaml 第4行：从这一行的方括号“[”开始：没有关上，或各项之间缺少逗号"),
    ],
)  # fmt: skip
def test_each_fault_of_a_city_is_one_sentence_with_file_and_line(
    example: tuple[Path, Path], name: str, old: str, new: str, sentence: str
) -> None:
    replaced(example[0] / f"{name}.yaml", old, new)
    assert any(row.rpartition("example/")[2].startswith(sentence) for row in said("check_city", "example"))


def test_a_target_whose_definition_nobody_offers_is_told_with_the_names_that_there_are(
    db: None, example: tuple[Path, Path]
) -> None:
    replaced(example[0] / "targets.yaml", "definition: high_tech_applicants", "definition: high_tech")
    names = "、".join(sorted(DEFINITIONS))
    for command in (("check_city", "example"), ("load_reference",)):
        (sentence,) = said(*command)
        assert sentence.endswith(
            f"example/targets.yaml 第7行：系统没有“high_tech”这种计数方法，可以写{names}；都不合适就写none"
        )
    assert not City.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("high_tech_applicants", "resident_revenue", "“resident_revenue”数的是金额，单位应当是“元”"),
        ("unit: 家", "unit: 元", "“high_tech_applicants”数的不是金额，单位不能是“元”"),
        ("unit: 家", "unit: 家, yearly: true", "“high_tech_applicants”不按年度重新计数，不能写 yearly: true"),
    ],
)
def test_a_target_has_the_unit_and_the_year_of_what_it_counts(
    example: tuple[Path, Path], old: str, new: str, sentence: str
) -> None:
    replaced(example[0] / "targets.yaml", old, new)
    (told,) = said("check_city", "example")
    assert told.endswith(f"targets.yaml 第7行：{sentence}")


@pytest.mark.parametrize(("written", "loaded"), [("tech_sme_applicants", "tech_sme_applicants"), ("none", "")])
def test_a_target_of_the_fourth_city_counts_what_its_data_name(
    db: None, example: tuple[Path, Path], written: str, loaded: str
) -> None:
    replaced(example[0] / "targets.yaml", "high_tech_applicants", written)
    call_command("load_reference", stdout=io.StringIO())
    assert definition_of(Target.objects.get(key="EX-T1")) == DEFINITIONS.get(loaded)


def test_a_file_that_is_missing_is_named(db: None, example: tuple[Path, Path]) -> None:
    (example[0] / "valley.yaml").unlink()
    for command in (("check_city", "example"), ("load_reference",)):
        (sentence,) = said(*command)
        assert sentence.endswith("example/valley.yaml：没有这个文件")
    assert not City.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("      county: {limit", "      village: {limit", "第48行 EX-02：资金承担方“village”没有名称，请写进 "),
        (
            "share * fee_paid",
            "share * floor(fee_paid)",
            "第44行 EX-02：“floor(fee_paid)”的参数不对：floor 只取没有单位的数",
        ),
        ("city: example", "city: changzhi", "“city”应当是它所在的文件夹的名称“example”"),
        (
            "certified_by: tech_sme",
            "certified_by: nosuch",
            "第26行 EX-02：“是否为科技型中小微企业”的 certified_by 写了“nosuch”，没有这个登记。可用的有：",
        ),
        ("EX-02:", "CZ-12:", "CZ-12：这个事项代码已经用过"),
        ("EX-02:", "ex_02:", "第20行 ex_02：事项代码“ex_02”只能用大写字母、数字和横线，以字母开头，如 EX-02"),
        ("EX-02:", "示例-02:", "第20行 示例-02：事项代码“示例-02”只能用大写字母、数字和横线"),
        ("policy: example-2026-1", "policy: example-2026-2", "第1行：“policy”应当与文件名相同，写“example-2026-1”"),
        ("number: 示例〔2026〕1号", "number: 长政发〔2024〕15号", "第3行：文号“长政发〔2024〕15号”已有另一个文件使用"),
    ],
)
def test_what_is_wrong_in_a_document_is_told_by_check_and_by_loading(
    db: None, example: tuple[Path, Path], old: str, new: str, sentence: str
) -> None:
    replaced(example[1] / "example-2026-1.yaml", old, new)
    for command in (("check_city", "example"), ("load_reference",)):
        assert any(sentence in row for row in said(*command))
    assert not City.objects.exists()


def test_an_example_with_another_answer_is_named(example: tuple[Path, Path]) -> None:
    replaced(example[1] / "example-2026-1.examples.yaml", '"30000.00"', '"30000.01"')
    (sentence,) = said("check_city", "example")
    assert sentence.startswith("example-2026-1.examples.yaml 第4行：示例“example-1”与系统结果不一致")


def test_documents_of_a_city_that_has_no_folder_do_not_load(db: None, example: tuple[Path, Path]) -> None:
    shutil.rmtree(example[0])
    for command in (("check_city", "example"), ("load_reference",)):
        with pytest.raises(CommandError, match="新的城市先运行 new_city example"):
            call_command(*command, stdout=io.StringIO())


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("companies", "serial:", "number:", "changzhi/demo/companies.yaml 第3行：缺少“serial”"),
        ("people", "\npeople:", "\npersons:", "changzhi/demo/people.yaml 第2行：缺少“people”"),
        (
            "deeds",
            "does: certify_team,",
            "does: certify_teams,",
            "“does”不能写“certify_teams”",
        ),
        ("deeds", "register: prize", "register: prices", "“register”不能写“prices”"),
        ("deeds", "scheme: CZ-12", "scheme: CZ-99", "“scheme”不能写“CZ-99”"),
        ("crowd", "companies: 93", "companies: [93", "changzhi/demo/crowd.yaml 第6行：从这一行的方括号“[”开始"),
    ],
)
def test_a_fault_of_the_demo_is_a_sentence_too_and_nothing_of_it_is_loaded(
    db: None, roots: tuple[Path, Path], name: str, old: str, new: str, sentence: str
) -> None:
    replaced(roots[0] / "changzhi" / "demo" / f"{name}.yaml", old, new)
    assert any(sentence in row for row in said("load_demo"))
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("Example",), "代号“Example”不对"),
        (("changyuan", "--prefix", "CZ"), "事项代码的前缀“CZ”已由“changzhi”使用"),
        (("example", "--prefix", "e"), "事项代码的前缀“e”不对"),
        (("luliang", "--prefix", "LX"), "luliang 已经有了"),
    ],
)
def test_a_new_city_takes_no_key_or_prefix_that_is_wrong_or_taken(
    roots: tuple[Path, Path], arguments: tuple[str, ...], sentence: str
) -> None:
    before = sorted(path for root in roots for path in root.rglob("*"))
    with pytest.raises(CommandError, match=sentence):
        call_command("new_city", *arguments, stdout=io.StringIO())
    assert sorted(path for root in roots for path in root.rglob("*")) == before


def test_the_foot_of_the_fourth_city_is_loaded_and_an_unknown_line_of_it_is_told(
    db: None, example: tuple[Path, Path]
) -> None:
    replaced(example[0] / "city.yaml", "  host:", "  host: 示例市科技局 #")
    call_command("load_reference", stdout=io.StringIO())
    assert City.objects.get(key="example").footer == {"host": "示例市科技局"}
    replaced(example[0] / "city.yaml", "  host:", "  owner:")
    (sentence,) = said("check_city", "example")
    assert "不认识的项“owner”，这里可以写host、telephone" in sentence
