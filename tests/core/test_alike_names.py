"""Names and numbers that are alike: by their key, by one character, by what is left of a name."""

from itertools import product

import pytest

from core.likeness.comparing import alike_to, bare, one_off

WORDS = ["".join(word) for length in range(5) for word in product("abc", repeat=length)]


def one_edit(text: str) -> set[str]:
    """Everything that one slip of the hand makes of a text."""
    found = {text[:at] + text[at + 1 :] for at in range(len(text))}
    found |= {text[:at] + put + text[at:] for at in range(len(text) + 1) for put in "abc"}
    found |= {text[:at] + put + text[at + 1 :] for at in range(len(text)) for put in "abc"}
    found |= {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1)}
    return found - {text}


def test_one_character_apart_is_what_one_slip_of_the_hand_makes() -> None:
    for left in WORDS:
        edits = one_edit(left)
        assert [right for right in WORDS if one_off(left, right)] == [right for right in WORDS if right in edits]


@pytest.mark.parametrize(
    ("key", "city", "left"),
    [
        ("智能采煤装备研究院有限公司", "", "智能采煤装备"),
        ("长治市智能采煤中心", "长治", "智能采煤"),
        ("市智能采煤中心", "", "市智能采煤"),
        ("长治智能采煤", "晋城", "长治智能采煤"),
        ("中心平台", "", "中心"),
        ("平台", "", "平台"),
        ("山西省晋城市城区甲芯众创空间", "晋城", "甲芯"),
        ("甲芯晋城众创空间", "晋城", "甲芯"),  # of （晋城） the marks are gone from a key
        ("晋城市高平市甲芯创客空间", "晋城", "甲芯"),
        ("泽州县甲芯众创空间", "晋城", "甲芯"),
        ("甲芯薄膜光学山西省重点实验室", "晋城", "甲芯薄膜光学"),
        ("晋城市场服务", "晋城", "市场"),
        ("晋城", "晋城", "晋城"),
        ("", "", ""),
    ],
)
def test_of_a_name_its_city_and_its_common_endings_are_taken_away(key: str, city: str, left: str) -> None:
    assert bare(key, city) == left


@pytest.mark.parametrize(
    ("left", "right", "how"),
    [
        ("AB1234", "AB1235", "只差一个字符"),  # six marks are enough for a number
        ("AB12345", "AB12346", "只差一个字符"),
        ("12345", "12346", ""),  # five differ by chance
        ("AB12345", "AB12367", ""),
        ("示例材料公司", "示例材料集团", "名称相近"),  # four are left of both
        ("示例约束领军人才团队", "示例约束创新团队", "名称相近"),
        ("示例大街18号甲乙芯众创空间", "甲乙芯创客空间", "名称相近"),
        ("示例街道甲乙芯众创空间", "甲乙芯众创空间", "名称相近"),
        ("示例约束科技创新人才团队", "示例约束团队", "名称相近"),
        ("示例约束领军人才团队", "样板材料领军人才团队", ""),
        ("磁约束（贰攻）科技创新人才团队", "贰攻磁约束领军人才团队", "名称相近"),  # what stands in brackets, put first
        ("减薄机（甲芯）", "甲芯减薄机", "名称相近"),
        ("减薄机（甲芯）", "乙芯减薄机", ""),
        ("泵（甲）", "甲泵", ""),  # two characters say nothing
        ("贰攻磁约束领军人才团队", "贰攻磁约束聚变创新团队", "名称相近"),  # a word more
        ("磁约束（贰攻）科技创新人才团队", "贰攻磁约束聚变创新团队", "名称相近"),
        ("示例激光制造团队", "示例激光精密制造攻关团队", "名称相近"),
        ("激光制造团队", "激光检测创新团队", ""),
        ("磁约束创新团队", "贰攻磁约束创新团队", ""),  # a field, and a team of it
        ("先进半导体材料团队", "半导体封装材料团队", ""),
        ("甲乙丙丁团队", "甲子乙丑丙寅丁团队", ""),  # no word of the one is in the other
        ("甲芯磁约束", "甲芯磁约聚束", "名称相近"),  # one character put in, of whatever it is a name
        ("甲芯磁约束", "磁约束甲芯", ""),  # words turned count for a team
        ("甲芯磁约束团队", "磁约束甲芯研发团队", "名称相近"),
        ("示例新材料公司", "示例新材料集团", "名称相近"),
        ("示例材公司", "示例材集团", "名称相近"),
        ("示例公司", "示例集团", ""),  # three that are the very same
        ("拾肆芯众创空间", "拾肆芯创新创业空间", "名称相近"),
        ("拾肆磁约束创新团队", "拾肆磁约束创新创业群体", "名称相近"),
        ("拾肆磁约束课题组", "拾肆磁约束团队（A类）", "名称相近"),
        ("示例甲材公司", "示例乙材中心", "名称相近"),  # one other character in what is left
        ("示例新材料研发", "晋创示例新材料研发推广", "名称相近"),
        ("示例新材研发", "晋创示例新材研发推广", "名称相近"),  # six that stand within the other
        ("示例材研发", "晋创示例材研发推广", ""),  # five do not
        ("1234567", "1234567甲乙丙", ""),  # a number within a name is none
        ("202612", "202612甲乙", ""),
        ("光伏组件封装检测", "示例新材研发推广", ""),
        ("甲乙", "甲乙", "相同"),
        ("甲乙", "", ""),
        ("", "", ""),
    ],
)
def test_how_two_texts_are_alike(left: str, right: str, how: str) -> None:
    assert (alike_to(left)(right), alike_to(right)(left)) == (how, how)


def test_the_city_before_a_name_is_taken_away_from_both() -> None:
    assert alike_to("长治市示例材料公司", "长治")("示例材料集团") == "名称相近"
    assert alike_to("示例材料集团", "长治")("长治市示例材料公司") == "名称相近"
    assert alike_to("长治市示例材料公司")("示例材料集团") == ""
