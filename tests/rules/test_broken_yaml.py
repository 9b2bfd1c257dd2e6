"""A policy file that is no YAML says in one sentence where it is broken and how, whichever reader is installed."""

import pytest
import yaml

from subsidies.policies import policy_texts
from subsidies.rules import PolicyError, load_library

FILE = "changzhi-2024-15.yaml"
TITLE = "    title: 租金补贴\n"


@pytest.fixture(params=["in C", "in Python"], autouse=True)
def reader(request, monkeypatch):
    if request.param == "in Python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


def refused(old: str, new: str) -> tuple[PolicyError, int]:
    """The error of loading the Changzhi policy after one change, and the line where the change begins."""
    text = policy_texts()[FILE]
    assert text.count(old) == 1, old
    with pytest.raises(PolicyError) as error:
        load_library({FILE: text.replace(old, new)})
    return error.value, text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("new", "what", "below"),
    [
        ("\ttitle: 租金补贴\n", "制表符", 0),
        ("    title:\n\t租金补贴\n", "制表符", 1),
        ("    title: 租金: 补贴\n", "一句话里有冒号加空格", 0),
        ("    title: 租金补贴\n      note: 说明\n", "缩进不对：上一行已经写了值", 1),
        ("    title: [租金补贴\n", "方括号“[”开始：没有关上", 0),
        ("    title: {租金: 补贴\n", "花括号“{”开始：没有关上", 0),
        ("    title: '租金补贴\n", "引号", 0),
        ('    title: "租金补贴\n', "引号", 0),
        ("    title: '租金'补贴\n", "引号或括号之后还有多余的文字", 0),
        ("    title: 租金补贴]]\n    why: {}}\n", "引号或括号之后还有多余的文字", 1),
        ("   title: 租金补贴\n", "缩进不对：这一行与同一级的各行没有对齐", 0),
        ("title: 租金补贴\n", "缩进不对", 1),
        ("    title: @租金补贴\n", "不能以“@”开头", 0),
        ("    title: *租金补贴\n", "“*”或“&”", 0),
        ("    title: & 租金补贴\n", "“*”或“&”", 0),
        ("    title 租金补贴\n", "缺少冒号", 0),
        ("    title: - 租金补贴\n", "“-”不能写在这里", 0),
        ("    title: |租金补贴\n", "不能在同一行", 0),
        ('    title: "\\q"\n', "反斜线", 0),
        ("    title: 租金\x07补贴\n", "控制字符（U+0007）", 0),
        ("    title: {a: 1,, b: 2}\n", "多了一个逗号", 0),
        ("    title: 租金补贴\n    title: 补贴\n", "“title”写了两次", 1),
    ],
)
def test_what_breaks_a_file_is_told_with_scheme_and_line(new: str, what: str, below: int) -> None:
    error, line = refused(TITLE, new)
    assert what in error.what
    assert str(error).startswith(f"{FILE} 第{line + below}行 CZ-12：")


def test_a_scheme_that_is_not_aligned_is_named_itself() -> None:
    error, line = refused("\n  CZ-04A:\n", "\n CZ-04A:\n")
    assert (error.scheme, error.line) == ("CZ-04A", line + 1)


def test_a_place_above_the_schemes_has_no_scheme() -> None:
    error, line = refused("city: changzhi\n", "city: [changzhi\n")
    assert (error.scheme, error.line) == ("", line)


def test_a_second_document_and_a_text_that_holds_itself_are_refused() -> None:
    with pytest.raises(PolicyError, match=r"x\.yaml 第2行：一个文件只写一份内容"):
        load_library({"x.yaml": "policy: a\n---\npolicy: b\n"})
    with pytest.raises(PolicyError, match="请不要引用"):
        load_library({"x.yaml": "policy: &a [*a]\n"})


def test_null_is_nothing_and_not_a_word() -> None:
    text = policy_texts()[FILE]
    for written in ("null", "~", ""):
        loaded = load_library({FILE: text.replace("interpreter: 市科学技术局", f"interpreter: {written}")})
        assert loaded.policies["changzhi-2024-15"].interpreter is None
    quoted = load_library({FILE: text.replace("interpreter: 市科学技术局", "interpreter: 'null'")})
    assert quoted.policies["changzhi-2024-15"].interpreter == "null"


@pytest.mark.parametrize("old", ["number: 长政发〔2024〕15号", "    title: 租金补贴", "    kinds: [bank]"])
def test_what_is_needed_cannot_be_null(old: str) -> None:
    error, line = refused(f"{old}\n", f"{old.split(':')[0]}: null\n")
    assert "缺少" in error.what or "应当是" in error.what
    assert error.line == line
