"""The three documents as data: complete, in order, and true to their articles."""

import pytest

from subsidies.policies import library
from subsidies.rules.model.sentences import KINDS

SCHEMES = library().schemes
CODES = [
    "JC-03",
    "JC-04",
    "JC-05A",
    "JC-05B",
    "JC-06A",
    "JC-06B",
    "JC-07",
    "JC-08",
    "JC-09",
    "JC-10",
    "JC-11A",
    "JC-11B",
    "JC-11C",
    "JC-12A",
    "JC-12B",
    "JC-12C",
    "JC-13",
    "JC-14",
    "JC-16",
    "JC-18",
    "CZ-03",
    "CZ-04A",
    "CZ-04B",
    "CZ-04C",
    "CZ-05",
    "CZ-06",
    "CZ-07",
    "CZ-08",
    "CZ-09",
    "CZ-10",
    "CZ-11",
    "CZ-12",
    "CZ-13",
    "CZ-14",
    "CZ-15",
    "CZ-16",
    "CZ-18",
    "CZ-P02",
    "CZ-P03",
    "LL-06A",
    "LL-06B",
    "LL-06C",
    "LL-06D",
]
OUTSIDE = ["CZ-04A", "CZ-04B", "CZ-04C", "CZ-05", "CZ-06", "CZ-07", "CZ-10", "CZ-13", "CZ-14", "CZ-16"]
NOT_ASKED = ["JC-07", "JC-16", "CZ-09", "LL-06A", "LL-06B"]


def test_all_schemes_are_there_in_the_order_of_the_documents():
    assert list(SCHEMES) == CODES


def test_windows_are_those_of_the_documents():
    windows = {key: (str(policy.first), str(policy.last)) for key, policy in library().policies.items()}
    assert windows == {
        "jincheng-2024-39": ("2024-12-02", "2029-12-01"),
        "changzhi-2024-15": ("2024-11-28", "2029-11-27"),
        "luliang-2024-24": ("2024-07-16", "2026-12-31"),
    }


def test_who_may_come_from_outside_and_who_need_not_be_resident():
    assert [code for code, scheme in SCHEMES.items() if scheme.outside] == OUTSIDE
    assert [code for code, scheme in SCHEMES.items() if not scheme.resident_asked] == NOT_ASKED


def test_whole_months_inside_the_windows():
    months = {key: (policy.first_month, policy.last_month) for key, policy in library().policies.items()}
    assert months["jincheng-2024-39"] == (2025 * 12, 2029 * 12 + 10)
    assert months["changzhi-2024-15"] == (2024 * 12 + 11, 2029 * 12 + 9)
    assert months["luliang-2024-24"] == (2024 * 12 + 7, 2026 * 12 + 11)


@pytest.mark.parametrize(
    ("code", "basis"),
    [
        ("CZ-12", "长政发〔2024〕15号 第12条"),
        ("JC-05B", "晋市政办〔2024〕39号 第5条"),
        ("CZ-P03", "长政发〔2024〕15号 方案五(一)3"),
        ("LL-06D", "吕政办发〔2024〕24号 第6条"),
    ],
)
def test_the_basis_names_document_and_article(code, basis):
    assert SCHEMES[code].basis == basis


def test_caps_and_what_they_are_counted_per():
    caps = {
        code: (scheme.cap.amount // 100, scheme.cap.per, scheme.cap.period)
        for code, scheme in SCHEMES.items()
        if scheme.cap
    }
    assert caps == {
        "JC-08": (500_000, ("applicant",), "calendar_year"),
        "JC-10": (10_000_000, ("applicant",), "whole_term"),
        "CZ-06": (2_000_000, ("applicant",), "whole_term"),
        "CZ-09": (200_000, ("achievement",), "whole_term"),
        "CZ-15": (1_000_000, ("institution",), "calendar_year"),
        "CZ-16": (200_000, ("applicant",), "whole_term"),
    }


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.code)
def test_a_scheme_is_ready_for_people(scheme):
    assert scheme.title
    assert set(scheme.kinds) <= set(KINDS)
    assert scheme.guide.summary.endswith("。")
    assert scheme.guide.who.endswith("。")
    assert scheme.guide.how_much.endswith("。")
    assert scheme.units == scheme.policy.units[scheme.article.split()[0]]
    assert len(scheme.policy.edition) == 64


def test_documents_stand_in_the_order_that_they_name():
    assert list(library().policies) == ["jincheng-2024-39", "changzhi-2024-15", "luliang-2024-24"]
