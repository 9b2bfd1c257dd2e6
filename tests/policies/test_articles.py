"""The words of the articles: there for every scheme, and true to the figures that the rules reckon with."""

import re
from collections.abc import Iterator
from fractions import Fraction

import pytest

from subsidies.policies import library
from subsidies.policies.quoting import articles_of, words_of_article
from subsidies.rules import Scheme
from subsidies.rules.model.errors import PolicyError

NUMERALS = "〇一二三四五六七八九十"


def _in_words(number: int) -> str:
    ones = number % 10
    return NUMERALS[number] if number <= 10 else f"十{NUMERALS[ones] if ones else ''}"


def _head(scheme: Scheme) -> tuple[str, ...]:
    """How the article of a scheme begins, counted in either way."""
    last = re.findall(r"\d+", scheme.article)[-1]
    return f"第{_in_words(int(last))}条　", f"{last}."


def _written(value: Fraction, unit: str) -> Iterator[str]:
    """The ways in which a document may write a figure."""
    if unit.startswith("元"):
        yield from (rf"(?<!\d){value}(?!\d)", rf"(?<!\d){value / 10000}(?!\d).*万")
    elif unit == "个月":
        yield from (f"{value}个月", f"(?<!\\d){value / 12}年", f"{NUMERALS[int(value / 12) % 10]}年")
    elif unit in ("年", "㎡"):
        yield f"(?<!\\d){value}{'年' if unit == '年' else '平方米'}"
    else:
        yield from (rf"(?<!\d){value * 100}%", f"1:{value}(?!\\d)")


@pytest.mark.parametrize("scheme", library().schemes.values(), ids=lambda scheme: scheme.code)
def test_every_scheme_has_the_words_of_its_article_under_its_number(scheme: Scheme) -> None:
    assert words_of_article(scheme).startswith(_head(scheme))


@pytest.mark.parametrize("scheme", library().schemes.values(), ids=lambda scheme: scheme.code)
def test_each_figure_that_cites_the_article_stands_in_its_words(scheme: Scheme) -> None:
    words = words_of_article(scheme)
    for figure in scheme.figures.values():
        if figure.article != scheme.article_label:
            continue
        for value in figure.values.values():
            assert any(re.search(form, words) for form in _written(value, figure.unit_text)), (figure.name, value)


@pytest.mark.parametrize("scheme", library().schemes.values(), ids=lambda scheme: scheme.code)
def test_what_the_scheme_quotes_stands_in_the_article(scheme: Scheme) -> None:
    words = words_of_article(scheme)
    for quoted in re.findall(r"(?:条文|原文)(?:写|规定|说)“([^”]+)”", f"{scheme.reading or ''}{scheme.note or ''}"):
        assert quoted in words


def test_no_article_names_a_person_or_is_left_without_its_end() -> None:
    for scheme in library().schemes.values():
        words = words_of_article(scheme)
        assert words.endswith((")", "）", "。")) and "组长" not in words


def test_a_file_of_articles_is_refused_under_another_name_or_with_other_keys() -> None:
    with pytest.raises(PolicyError, match=r"x.articles.yaml 第1行：“document”应当与文件名相同，写“x”"):
        articles_of("document: y\narticles: {'1': 甲}\n", "x.articles.yaml")
    with pytest.raises(PolicyError, match="不认识的项“article”"):
        articles_of("document: x\narticle: {'1': 甲}\n", "x.articles.yaml")
    with pytest.raises(PolicyError, match="“1”应当是文字"):
        articles_of("document: x\narticles: {'1': [甲]}\n", "x.articles.yaml")
