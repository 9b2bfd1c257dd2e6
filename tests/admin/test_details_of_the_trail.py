"""What an entry of the trail says of a change, without a name from the code."""

import pytest

from jinchuanggu.workbench.details import detail_words


@pytest.mark.parametrize(
    ("subject", "detail", "words"),
    [
        ("claims.claim", {"amount_fen": 6000000, "sha256": "68ab"}, "金额：¥60,000.00；内容摘要：68ab"),
        (
            "claims.claim",
            {"files": [{"name": "合同.pdf"}, {"name": "回单.pdf"}]},
            "材料：合同.pdf、回单.pdf",
        ),
        ("claims.claim", {"files": []}, "材料：无"),
        ("enterprises.applicant", {"address": ["", "太行西街"]}, "地址：空 → 太行西街"),
        ("enterprises.yearlyfacts", {"before": [None, 46], "after": [100, 58]}, "原为：空、46；现为：100、58"),
        ("gone.model", {"账号": "changzhi-reviewer"}, "账号：changzhi-reviewer"),
    ],
)
def test_details_are_told_in_the_words_of_the_office(subject: str, detail: dict[str, object], words: str) -> None:
    assert detail_words(detail, subject) == words
