"""When two numbers may be one, though what stands around their digits is another."""

import pytest

from core.values.keys import key_of
from enterprises.registers.likeness.comparing import _number_alike


@pytest.mark.parametrize(
    ("mine", "other", "related", "said"),
    [
        ("晋科专2026-161", "专项〔2026〕161号", False, "编号中的数字相同"),
        ("晋科专2026-161", "专项2026-0161", False, "编号中的数字相同"),
        ("合同2026-012", "协议2026-012", False, ""),  # whoever counts from one comes to it
        ("合同2026-012", "协议2026-012", True, "编号中的数字相同"),
        ("晋科专2026-161", "晋科专2025-161", False, ""),
        ("晋科专2026-161", "晋科专2026-162", False, ""),
        ("GR202614000101", "202614000101", False, "编号中的数字相同"),
        ("AB-1", "AB-1", False, "编号相同"),
        ("晋技合2026-1601", "晋技合2026-1601-2", False, "编号只多一段"),
        ("SXCX2026-16-1", "SXCX2026-16-1-2", False, "编号只多一段"),
        ("SXCX2026-16-1", "SXCX2026-16-2", False, ""),
        ("2026-16-1", "2026-16-1-2", False, ""),  # no letter
        ("CX-16", "CX-16-1", False, ""),  # too short
    ],
)
def test_numbers_are_alike_by_their_digits(mine: str, other: str, related: bool, said: str) -> None:
    assert _number_alike(key_of(mine), key_of(other), related=related) == said
    assert _number_alike(key_of(other), key_of(mine), related=related) == said
