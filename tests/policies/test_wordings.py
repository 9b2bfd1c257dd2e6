"""One wording for each thing: titles, clauses, rules of our own, over all schemes."""

import re
from collections.abc import Iterator

import pytest

from subsidies.awards.papers.noticing import basis_of
from subsidies.catalogue.models import Article, PolicyDocument
from subsidies.policies import library, policy_texts
from subsidies.rules import Scheme, load_library

SCHEMES = library().schemes
ENGLISH = re.compile("[A-Za-z]{2,}")
MEASURES = "《促进“晋创谷·长治”高质量发展的若干政策措施》（长政发〔2024〕15号）"
PLAN = "《“晋创谷·长治”创新驱动平台建设工作方案》（长政发〔2024〕15号）"
LULIANG = "《“晋创谷·吕梁”创新驱动平台建设三年行动计划（2024-2026年）实施方案》（吕政办发〔2024〕24号）"


def wordings(scheme: Scheme) -> Iterator[str]:
    """Whatever of a scheme stands on a page or a paper."""
    guide, steps = scheme.guide, (scheme.amount, scheme.floor, scheme.ceiling, *scheme.steps.values())
    yield from (scheme.title, scheme.basis, scheme.article_number, scheme.document_title, scheme.clause)
    yield from (guide.summary, guide.who, guide.how_much, guide.until_published, *map(str, guide.papers))
    yield from (scheme.reading or "", scheme.note or "", scheme.once or "", scheme.matter.label, *scheme.units)
    for fact in scheme.facts.values():
        yield from (fact.label, fact.help, fact.evidence, fact.unit, *fact.values.values(), *fact.shown.values())
    for row in (*steps, *scheme.figures.values(), scheme.cap, *scheme.payers, *scheme.entitlements):
        yield from (row.label, row.article) if row else ()
    for rule in (*scheme.rules, *scheme.conditions):
        yield from (rule.label, rule.says, rule.article)
    yield from scheme.reasons.values()
    yield from basis_of(scheme).values()


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.code)
def test_no_wording_is_in_english(scheme: Scheme) -> None:
    assert [text for text in wordings(scheme) if ENGLISH.search(text)] == []


@pytest.mark.parametrize(
    ("code", "basis", "article"),
    [
        ("CZ-18", MEASURES, "第18条"),
        ("CZ-P02", PLAN, "五（一）2"),
        ("CZ-P03", PLAN, "五（一）3"),
        ("JC-13", "《“晋创谷·晋城”创新驱动平台支持措施》（晋市政办〔2024〕39号）", "第13条"),
        ("LL-06A", LULIANG, "第6条"),
    ],
)
def test_a_clause_is_printed_with_the_title_of_its_own_text(code: str, basis: str, article: str) -> None:
    assert basis_of(SCHEMES[code]) == {"basis": basis, "article": article}


@pytest.mark.parametrize(
    ("policy", "scope", "higher", "same_matter"),
    [
        ("changzhi-2024-15", "第19条", "第19条", "第19条"),
        ("jincheng-2024-39", "末段", "末段", ""),
        ("luliang-2024-24", "全文", "", ""),
    ],
)
def test_what_the_last_paragraph_does_not_say_is_called_a_rule_of_our_own(
    policy: str, scope: str, higher: str, same_matter: str
) -> None:
    """Changzhi's article 19 says 同一事项 and 就高不重复, Jincheng's last paragraph one of them, Lüliang neither."""
    found = library().policies[policy]
    said = (found.scope, found.higher, found.same_matter)
    assert [row.article_label if row.is_public else "" for row in said] == [scope, higher, same_matter]
    assert all(row.is_public is not ("为本系统的统一规则" in row.says) for row in said)


def test_a_loan_is_called_as_the_text_calls_it() -> None:
    said = [row.says for code in ("JC-12B", "JC-12C") for row in SCHEMES[code].entitlements if "贴息" in row.says]
    assert said == ["可享受{amount}以内的贴息贷款优惠", "可享受{amount}贴息贷款"]


@pytest.mark.parametrize("scheme", [row for row in SCHEMES.values() if row.ceiling], ids=lambda scheme: scheme.code)
def test_a_ceiling_is_called_one(scheme: Scheme) -> None:
    assert scheme.ceiling and "上限" in scheme.ceiling.label
    assert scheme.floor is None or "下限" in scheme.floor.label


@pytest.mark.parametrize(("number", "label"), [("12", "第12条"), ("plan", "方案"), ("末段", "末段")])
def test_an_article_is_named_in_words(number: str, label: str) -> None:
    document = PolicyDocument(number="示例〔2026〕1号")
    assert str(Article(document=document, number=number)) == f"示例〔2026〕1号 {label}"


def test_a_text_of_before_is_read_as_it_was_then() -> None:
    """What old awards are reckoned again with: no plan beside the measures, the clause under their title."""
    (name,) = {policy.file for policy in library().policies.values() if policy.key == "changzhi-2024-15"}
    text = re.sub("(?m)^plan: .*\n", "", policy_texts()[name])
    old = load_library({name: text}).schemes["CZ-P02"]
    assert (old.document_title, old.basis) == ("促进“晋创谷·长治”高质量发展的若干政策措施", SCHEMES["CZ-P02"].basis)
