"""What somebody wrote is printed as a whole sentence."""

import pytest

from core.values.text import sentence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("绩效为“一般”", "绩效为“一般”。"),
        ("证书已撤销。", "证书已撤销。"),
        ("请问是谁？", "请问是谁？"),
        ("公告写明“不予认定。”", "公告写明“不予认定。”"),
        ("见附件；", "见附件。"),
        ("见第3页 \n", "见第3页。"),
        ("", ""),
    ],
)
def test_a_text_gets_the_full_stop_that_it_lacks(text: str, said: str) -> None:
    assert sentence(text) == said
