"""The award notice as the applicant reads it."""

import pytest
from pypdf import PageObject
from pypdf.generic import ContentStream

from tests.core.documents.papers import VERIFY_URL, notice, printed, step, text_of

MM = 72 / 25.4
LONG_NAME = "晋创谷（长治）䶮𬭎新能源与高端装备智能制造产业技术协同创新研究院暨中试熟化基地运营管理股份有限公司"


def placed_text(page: PageObject) -> list[tuple[str, float, float]]:
    """Every piece of text with its distance from the left and the lower edge (points)."""
    spots: list[tuple[str, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            spots.append((text.strip(), tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]))

    page.extract_text(visitor_text=visit)
    return spots


def page_number(page: PageObject) -> tuple[str, float]:
    """What stands below the type area, and how far from the left edge."""
    below = [(text, x) for text, x, y in placed_text(page) if 0 < y < 35 * MM]
    return "".join(text for text, _ in below).replace(" ", ""), min(x for _, x in below)


def test_the_notice_says_everything_in_searchable_text() -> None:
    pdf = printed()
    text, content = text_of(pdf), notice()
    wanted = [
        *("第十二条", "人民币叁拾万元整", "¥300,000.00", "长治市财政承担¥150,000.00，潞州区财政承担¥150,000.00。"),
        *("年租金×80%（第十二条）", "起决定作用", "企业填报，合同已核对", "优先使用公共技术服务平台。", "书面申请复核"),
        *("2026年3月31日", VERIFY_URL, content["number"], content["title"], content["applicant"]["code"]),
        *(
            "一、核定结果",
            "二、认定的事实",
            "三、计算过程",
            "四、同时享有的支持",
            "五、权利告知",
            content["verify_code"],
        ),
    ]
    assert [words for words in wanted if words not in text] == []
    assert pdf.metadata.title == content["title"]
    assert pdf.metadata.author == "长治市科学技术局"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"] == "zh-CN"


def test_pages_are_a4_and_numbered_right_and_left() -> None:
    pdf = printed(steps=[step(f"第{n}步", "¥1.00", "规则", False) for n in range(1, 41)])
    assert {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in pdf.pages} == {(595, 842)}
    numbers = [page_number(page) for page in pdf.pages]
    assert [text for text, _ in numbers] == [f"—{n}—" for n in range(1, len(pdf.pages) + 1)]
    assert all(x > 300 for _, x in numbers[::2])
    assert all(x < 120 for _, x in numbers[1::2])


def test_a_reckoning_of_forty_steps_breaks_between_rows_and_repeats_its_head() -> None:
    steps = [step(f"第{n}个月应计补贴，按实际天数折算", f"¥{n}.00", f"规则之{n}末", n == 37) for n in range(1, 41)]
    pdf = printed(steps=steps)
    pages = ["".join(page.extract_text().split()) for page in pdf.pages]
    for n in range(1, 41):
        holding = [page for page in pages if f"第{n}个月应计补贴" in page]
        assert len(holding) == 1
        assert f"规则之{n}末" in holding[0]
    with_steps = [page for page in pages if "个月应计补贴" in page]
    assert len(with_steps) >= 2
    assert all("步骤内容怎么算的，依据数值" in page for page in with_steps)


def test_a_table_of_one_row_does_not_wait_for_the_next_table() -> None:
    steps = [step(f"第{n}步", f"¥{n}.00", "规则" * 20, False) for n in range(1, 7)]
    first, second, *_ = printed(facts=[("第几次认定", "1 次", "记录核实")], steps=steps, entitlements=[]).pages
    assert "二、认定的事实" in first.extract_text()
    assert "三、计算过程" in second.extract_text()


@pytest.mark.parametrize("rows", [2, 5, 9])
def test_a_page_is_filled_before_the_next_is_begun(rows: int) -> None:
    """A table begins where there is room for its head and two rows, however short it is."""
    facts = [(f"第{n}项事实", f"{n} 个月", "记录核实，已与依据文件逐项核对") for n in range(1, rows + 1)]
    first = "".join(printed(facts=facts, summary="请在10个工作日内确认收款账户。").pages[0].extract_text().split())
    assert "二、认定的事实" in first and "第1项事实" in first and "第2项事实" in first


@pytest.mark.parametrize("rows", range(1, 13))
def test_no_page_is_left_white_for_the_sake_of_what_one_may_do_about_it(rows: int) -> None:
    """Only its heading with two lines, and the signature with the last two, stay together: four lines and the room
    for a seal are the most that is left free."""
    remedies = ["对核定结果有异议的，可以书面提出，并附相关证据。受理单位、提出期限和其他救济途径都还没有公布。" * 3]
    contact = "对核算有疑问的，可向市科技局提出，并注明申报编号CZ2026000025。"
    steps = [step(f"第{n}步", "¥1.00", "规则", False) for n in range(rows)]
    pages = printed(remedies=remedies, contact=contact, steps=steps, entitlements=[]).pages
    for page in pages[:-1]:
        lowest = min(y for _, _, y in placed_text(page) if y > 35 * MM)
        assert lowest - 35 * MM < 7 * 28.95
    last = "".join(pages[-1].extract_text().split())
    assert contact in last and "2026年3月31日" in last


def test_a_table_of_three_rows_goes_on_behind_its_second() -> None:
    """One row alone is left behind by none; the third may stand on the next page."""
    for lines in range(2, 11, 2):
        facts = [(f"第{n}项事实", f"{n} 个月", "记录核实") for n in range(1, 4)]
        pages = printed(facts=facts, summary="请确认收款账户，逾期不予办理。" * 2 * lines, entitlements=[]).pages
        shown = ["".join(page.extract_text().split()) for page in pages]
        (first,) = [page for page in shown if "第1项事实" in page]
        assert "第2项事实" in first


@pytest.mark.parametrize("rows", range(1, 24))
def test_no_last_page_has_two_lines_alone_above_its_signature(rows: int) -> None:
    """The lines are set closer where that saves such a page; else all that closes the paper stands there."""
    remedies = ["对核定结果有异议的，可以书面提出，并附相关证据。受理单位、提出期限和其他救济途径都还没有公布。" * 2]
    steps = [step(f"第{n}步", "¥1.00", "规则", False) for n in range(rows)]
    pages = printed(remedies=remedies, contact="对核算有疑问的，可向市科技局提出。", steps=steps).pages
    assert "权利告知" in "".join(pages[-1].extract_text().split())


@pytest.mark.parametrize("length", range(1, 13))
def test_the_last_page_is_worth_turning_to(length: int) -> None:
    """With the signature go at least the contact and the paragraph before it, whole."""
    remedies = [
        f"第{n}条：对本决定有异议的，可以自收到通知书之日起六十日内书面申请复核，并附有关证据材料。"
        for n in range(length)
    ]
    last = "".join(printed(remedies=remedies).pages[-1].extract_text().split())
    assert f"第{length - 1}条：对本决定有异议的，可以自收到通知书之日起六十日内" in last and "联系单位" in last


def test_a_very_long_name_with_rare_characters_stays_on_the_page() -> None:
    pdf = printed(
        applicant={"name": LONG_NAME, "code": "91140403XX00000012"},
        title=f"关于{LONG_NAME}申报“租金补贴”的核定通知书",
        title_phrases=[f"关于{LONG_NAME}", "申报“租金补贴”的", "核定通知书"],
    )
    assert text_of(pdf).count(LONG_NAME) == 2
    for page in pdf.pages:
        edges = [x for _, x, _ in placed_text(page)]
        assert min(edges) > 27 * MM
        assert max(edges) < (210 - 26) * MM


@pytest.mark.parametrize("scheme", ["首台（套）与国产化替代产品后补助", "成果转化项目场地租金补贴（先缴后补）"])
def test_no_line_ends_inside_of_what_was_claimed_or_of_an_amount(scheme: str) -> None:
    phrases = ["关于长治市试样一号科技有限公司", f"申报“{scheme}”的", "核定通知书"]
    large = step("成交额的10%", "1,234,567,890.12 元", "第10条：按成交额的比例")
    first, *others = printed(title="".join(phrases), title_phrases=phrases, steps=[large]).pages
    title = first.extract_text().splitlines()
    assert phrases[1] in title
    assert any("1,234,567,890.12 元" in line for page in (first, *others) for line in page.extract_text().splitlines())


def test_a_refusal_gives_its_reasons_and_no_amount() -> None:
    reasons = ["证书有效期至2025年11月1日，申报时已过期。", "企业未在晋创谷内注册。"]
    text = text_of(printed(reasons=reasons, amount="", capital="", summary="", shares=[], steps=[], entitlements=[]))
    assert "一、审核结论" in text
    assert "不予兑付" in text
    assert "1.证书有效期至2025年11月1日，申报时已过期。" in text
    assert "2.企业未在晋创谷内注册。" in text
    assert "人民币" not in text
    assert "计算过程" not in text


def test_a_single_reason_is_not_numbered() -> None:
    assert "1." not in text_of(printed(reasons=["企业未在晋创谷内注册。"], steps=[], facts=[], shares=[], amount=""))


def test_what_people_wrote_stays_text() -> None:
    name = "<b>粗</b><img src=x onerror=alert(1)>&amp;{{ notice.number }}公司"
    assert "".join(name.split()) in text_of(printed(applicant={"name": name, "code": ""}))


@pytest.mark.parametrize("length", [7, 8, 11])
def test_the_signature_is_never_alone_on_a_page(length: int) -> None:
    """With 8 to 11 sentences the last one fits on page 2 and the signature does not: both go to page 3."""
    pdf = printed(remedies=["对本决定有异议的，可以书面申请复核。"] * length)
    last = "".join(pdf.pages[-1].extract_text().split())
    assert "2026年3月31日" in last
    assert "联系单位" in last


def test_the_qr_code_is_drawn_on_the_first_page_and_no_seal_anywhere() -> None:
    with_code, without = printed(), printed(qr="")
    drawn = [len(ContentStream(pdf.pages[0].get_contents(), pdf).operations) for pdf in (with_code, without)]
    assert drawn[0] > drawn[1]
    assert not any(page.images for page in with_code.pages)
