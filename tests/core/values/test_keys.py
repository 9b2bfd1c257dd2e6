"""By which text two references or names are the same."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.values.keys import canonical_key, key_of


@pytest.mark.parametrize(
    "spelling",
    [
        "长科合〔2026〕12号", "长科合[2026]12号", " 长科合 ［２０２６］ 12 号 ", "长科合（2026）—12号",
        "长科合\u200b【2026】12号",
        "合同编号：长科合〔2026〕第12号", "长科合〔二〇二六〕第十二号", "长科合〔٢٠٢٦〕১২号",
    ],
)  # fmt: skip
def test_spellings_of_one_matter_have_one_key(spelling: str) -> None:
    assert canonical_key(spelling) == "长科合2026-12"


@pytest.mark.parametrize(
    "spelling",
    [
        "GR202614000001", "gr202614000001", "ＧＲ 2026 1400 0001", "证书编号 GR202614000001",
        "高新技术企业证书编号：GR202614000001",
        "证书编号：第GR202614000001号", "No. GR202614000001", "№GR202614000001", "GŔ202614000001",
        "ＧR2026\ufe0014000001",
        "G\u0280202614000001", "GR²⁰²⁶14000001", "GR二〇二六14000001", "GR贰零贰陆14000001",
    ],
)  # fmt: skip
def test_a_certificate_written_in_any_way_is_one(spelling: str) -> None:
    assert canonical_key(spelling) == "GR202614000001"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GR202614000123", "GR202614000124"), ("合同 2026-1-12", "合同 2026-11-2"), ("一百零三号楼", "一百三十号楼"),
        ("第十一批", "第一批"), ("百度科技", "千度科技"), ("长治市第一研究院", "长治市第二研究院"),
        ("NOKIA", "KIA"), ("合同号角文化", "角文化"), ("证号", "合同号"),
        ("12号3号", "1号23号"),
    ],
)  # fmt: skip
def test_two_things_stay_two(one: str, other: str) -> None:
    assert canonical_key(one) != canonical_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("СВ-12", "CB12"), ("合同 2026-1-12", "合同２０２６／１—１２"), ("一百零三号楼", "103号楼"),
        ("第十二批", "12批"), ("拾批", "10批"), ("二十批", "20批"), ("叁佰批", "300批"), ("两千零一批", "2001批"),
        ("伍仟批", "5000批"), ("一千零二百零三十四", "1234"), ("百一", "百1"), ("12：号", "12"),
        ("12号号", "12"), ("12-号", "12"),
        ("100×200", "100-200"), ("Ƅ12", "B12"),
        ("晉創谷（長治）中試基地", "晋创谷(长治) 中试基地"), ("山西省重點實驗室", "山西省重点实验室"),
        ("證書編號 GR2026", "GR2026"), ("編號 12", "12"), ("貳零貳陸", "2026"), ("乾坤", "干坤"),
        ("晋创谷（长治）中试基地", "晋创谷(长治) 中试基地"), ("Straße 5", "STRASSE 5"), ("编号", "编 号"),
    ],
)  # fmt: skip
def test_what_differs_in_writing_alone_is_one(one: str, other: str) -> None:
    assert canonical_key(one) == canonical_key(other)


def test_letters_that_look_like_two_or_none_stay_themselves_and_what_is_too_long_is_no_number() -> None:
    assert canonical_key("Æ12") == "Æ12"
    assert canonical_key("百度") == "百度" and canonical_key("千") == "千"
    assert canonical_key("一千零二百零三十零四") == "1千02百031004"  # ten marks are a text and no number


def test_a_rare_character_tells_two_names_apart_though_the_interpreter_does_not_know_it() -> None:
    keys = {canonical_key(f"{first}兴科技") for first in ("\U00031350", "\U000323b0", "\U00020bb7", "")}
    assert len(keys) == 4


@given(st.text(alphabet="GR0123456789晋创〔〕-", min_size=1), st.data())
def test_changed_case_width_and_blanks_never_change_the_key(reference: str, data: st.DataObject) -> None:
    if not any(unicodedata.category(c)[0] in "LN" for c in reference):
        return

    def vary(character: str) -> str:
        wide = chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character
        return data.draw(st.sampled_from([character, character.lower(), wide, character + " ", "\u3000" + character]))

    assert canonical_key("".join(map(vary, reference))) == canonical_key(reference)


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    key = key_of(text)
    assert key_of(key) == key


@pytest.mark.parametrize("empty", ["", "  ", "—〔〕", "\u200b"])
def test_a_key_is_never_empty(empty: str) -> None:
    with pytest.raises(ValidationError, match="至少要有一个"):
        canonical_key(empty)
    assert key_of(empty) == ""
