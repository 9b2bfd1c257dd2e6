"""Text has one stored form, and what cannot be stored is refused with a sentence."""

import unicodedata
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from core.values.identity_numbers import make_identity_number
from core.values.text import (
    CanonicalCharField,
    CanonicalFormField,
    CanonicalProseFormField,
    CanonicalTextField,
    clean_prose,
    clean_text,
    date_range_constraint,
    typeset,
    validate_date_range,
)
from enterprises.models import Applicant
from tests.factories import ApplicantFactory


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  ＡＢＣ　１２３ ", "ABC 123"),
        ("晋创谷\n（长治）\t公司", "晋创谷 （长治） 公司"),
        ("10⁵ 元，合同①，№ 3，㎡", "10⁵ 元，合同①，№ 3，㎡"),
        ("e\u200b\u0301", "é"),
        ("䶮𬭎科技", "䶮𬭎科技"),
        ("不换行\u00a0空格\u3000\u2003", "不换行 空格"),
        ("零宽\u200b字\ufeff符\u00ad", "零宽字符"),
        ("①\ufe0f葛\U000e0100\u3164字\uffa0\U000e0041", "①葛字"),
        ("音\U0001d159符\U0001bca0\U0001d173", "音符"),
        ("\t\n ", ""),
        ("豈", "豈"),
    ],
)
def test_one_line_is_stored_in_its_canonical_form(typed: str, stored: str) -> None:
    assert clean_text(typed) == stored


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("公\x00司", "第2个字符是看不见的控制字符"),
        ("\x1b[31m", "第1个字符是看不见的控制字符"),
        ("\x7f", "控制字符"),
        ("公司\ud800", "第3个字符不是有效的文字"),
        ("公\ufffd司", "第2个字符不是有效的文字"),
        ("\ufffe", "不是有效的文字"),
        ("王\ue863", "第2个字符是本机自造字"),
        ("abc\u202efdp.exe", "改变文字的显示方向"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_its_place(typed: str, sentence: str) -> None:
    for clean in (clean_text, clean_prose):
        with pytest.raises(ValidationError, match=sentence):
            clean(typed)


def test_length_is_counted_in_the_stored_form() -> None:
    assert clean_text("  十个字十个字十个字十  ", max_length=10) == "十个字十个字十个字十"
    with pytest.raises(ValidationError, match="最多10个字，现在有11个字"):
        clean_text("十个字十个字十个字十一", max_length=10)


def test_prose_keeps_lines_and_chinese_punctuation() -> None:
    assert clean_prose("请补充：\r\n１、租赁合同（盖章），\u3000发票；\r\n\r\n\r\n\r\n谢谢！ ") == (
        "请补充：\n1、租赁合同（盖章）， 发票；\n\n谢谢！"
    )


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    for clean in (clean_text, clean_prose):
        try:
            once = clean(text)
        except ValidationError:
            continue
        assert clean(once) == once
        assert once == once.strip()
        assert not any(
            unicodedata.category(c) in ("Cs", "Co") or (unicodedata.category(c) == "Cc" and c != "\n") for c in once
        )


@given(st.text(alphabet=st.characters(exclude_categories=("C",))))
def test_one_line_is_nfc_without_breaks(text: str) -> None:
    cleaned = clean_text(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "  " not in cleaned
    assert len(cleaned.splitlines()) <= 1


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("晋创谷(长治)公司", "晋创谷（长治）公司"),
        ("已核对,通过;金额:¥1,234.50", "已核对，通过；金额：¥1,234.50"),
        ("https://a.example/b?c=1", "https://a.example/b?c=1"),
        ("GR(2026)", "GR(2026)"),
        ("证书(GR2026)", "证书（GR2026）"),
    ],
)
def test_papers_show_chinese_punctuation(stored: str, shown: str) -> None:
    assert typeset(stored) == shown


class Paper(forms.Form):
    name = CanonicalFormField(max_length=5)
    reason = CanonicalProseFormField(required=False)


def test_a_form_answers_beside_the_field() -> None:
    form = Paper({"name": " ＡＢ\u3000Ｃ ", "reason": "一\r\n二"})
    assert form.is_valid()
    assert form.cleaned_data == {"name": "AB C", "reason": "一\n二"}
    assert "控制字符" in str(Paper({"name": "a\x00"}).errors["name"])
    assert "name" in Paper({"name": "   "}).errors


def test_model_fields_offer_form_fields_that_clean() -> None:
    assert isinstance(CanonicalCharField(max_length=9).formfield(), CanonicalFormField)
    assert isinstance(CanonicalTextField().formfield(), CanonicalProseFormField)
    assert CanonicalCharField(max_length=9).clean(" Ａ ", None) == "A"
    assert CanonicalTextField().get_prep_value("一\r\n二") == "一\n二"
    assert CanonicalTextField(null=True).get_prep_value(None) is None


@pytest.mark.django_db
def test_no_way_of_writing_stores_text_in_another_form() -> None:
    company = ApplicantFactory(name=" 试样\u3000（Ａ）公司 ")
    assert company.name == "试样 （A）公司"
    Applicant.objects.filter(pk=company.pk).update(name="试样Ｂ\u200b公司")
    company.refresh_from_db()
    assert company.name == "试样B公司"
    assert Applicant.objects.filter(name=" 试样Ｂ公司").get() == company
    with pytest.raises(ValidationError, match="控制字符"):
        Applicant.objects.filter(pk=company.pk).update(name="坏\x00名")


@pytest.mark.django_db
@pytest.mark.parametrize("slip", [date(1, 1, 1), date(1899, 12, 31), date(2101, 1, 1), date(9999, 12, 31)])
def test_the_database_refuses_a_date_that_is_a_slip(slip: date) -> None:
    company = ApplicantFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Applicant.objects.filter(pk=company.pk).update(registered_on=slip)
    company.registered_on = slip
    with pytest.raises(ValidationError, match="1900年1月1日至2100年12月31日"):
        company.validate_constraints()


def test_dates_from_1900_to_2100_are_good() -> None:
    for good in (date(1900, 1, 1), date(2100, 12, 31), datetime(2026, 3, 31, tzinfo=UTC)):
        validate_date_range(good)
    for slip in (date(1899, 12, 31), date(2101, 1, 1), datetime(1, 1, 1, tzinfo=UTC)):
        with pytest.raises(ValidationError, match="1900年"):
            validate_date_range(slip)


def test_a_constraint_on_moments_has_aware_limits() -> None:
    limits = dict(date_range_constraint("at", "at_range", moment=True).condition.children)
    assert all(limit.tzinfo is UTC for limit in limits.values())


NUMBER = make_identity_number("140400", date(1990, 1, 1))


@pytest.mark.parametrize("written", [NUMBER, f"某人（{NUMBER}）", f"{NUMBER[:6]} {NUMBER[6:]}", f"12{NUMBER}"])
@pytest.mark.parametrize("field", [CanonicalCharField(max_length=60), CanonicalTextField(), CanonicalFormField()])
def test_no_text_that_people_type_keeps_an_identity_number(field: Any, written: str) -> None:
    context = () if isinstance(field, forms.Field) else (None,)
    with pytest.raises(ValidationError, match="这里不要填写身份证号"):
        field.clean(written, *context)
    other = NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")  # 18 places, and nobody's
    assert field.clean(other, *context) == other


@pytest.mark.parametrize("picture", ["😀", "🏭", "⭐", "❤", "🇨", "❤\ufe0f", "\u0378"])
def test_no_name_holds_what_no_paper_can_show(picture: str) -> None:
    with pytest.raises(ValidationError, match="在文书上印不出来"):
        CanonicalCharField(max_length=20).clean(f"科学技术进步奖{picture}", None)
    with pytest.raises(ValidationError, match="在文书上印不出来"):
        CanonicalFormField().clean(f"科学技术进步奖{picture}")


@pytest.mark.parametrize("name", ["①号线", "25℃恒温", "★示例☎", "㎡", "🄰类", "㈱", "䶮𬭎", "𠮷兴", "\U000323b0"])
def test_a_sign_that_papers_have_and_a_rare_character_may_stand_in_a_name(name: str) -> None:
    assert CanonicalCharField(max_length=20).clean(name, None) == name
