"""Codes survive being read aloud, typed and misread; document numbers have one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.values.numbering import InvalidCode, document_number, new_code, read_code, read_document_number

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_codes_are_grouped_and_never_repeat() -> None:
    codes = {new_code() for _ in range(2000)}
    assert len(codes) == 2000
    assert all(len(code) == 19 and code.count("-") == 3 for code in codes)


def test_a_code_is_read_as_people_type_it() -> None:
    code = new_code()
    loose = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    wide = "".join(chr(ord(c) + 0xFEE0) for c in code)
    assert read_code(loose) == read_code(wide) == read_code(f"  {code}\n") == code


@given(st.integers(2, 31), st.data())
def test_any_one_wrong_character_and_any_swap_is_found(length: int, data: st.DataObject) -> None:
    plain = new_code(length).replace("-", "")
    at = data.draw(st.integers(0, length - 1))
    other = data.draw(st.sampled_from([c for c in ALPHABET if c != plain[at]]))
    with pytest.raises(InvalidCode, match="输错或颠倒"):
        read_code(plain[:at] + other + plain[at + 1 :])
    to = data.draw(st.integers(0, length - 1))
    swapped = list(plain)
    swapped[at], swapped[to] = swapped[to], swapped[at]
    if swapped != list(plain):
        with pytest.raises(InvalidCode):
            read_code("".join(swapped))


@pytest.mark.parametrize("typed", ["", "A", "查验码", "ABCU-1234", "AB!C", "0" * 400 + "1"])
def test_what_is_no_code_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(InvalidCode, match="对照通知书"):
        read_code(typed)


def test_a_document_number_has_hexagonal_brackets_and_no_leading_zero() -> None:
    assert document_number("晋创兑", 2026, 12) == "晋创兑〔2026〕12号"


@pytest.mark.parametrize(
    "typed", ["晋创兑〔2026〕12号", "晋创兑[2026]12号", "晋创兑（2026） 第012号", "晋创兑【２０２６】１２号"]
)
def test_a_document_number_is_read_with_any_bracket(typed: str) -> None:
    assert read_document_number(typed) == ("晋创兑", 2026, 12)


@pytest.mark.parametrize("typed", ["", "晋创兑2026-12", "〔2026〕12号", "晋创兑〔26〕12号", "晋创兑〔2026〕0号"])
def test_what_is_no_document_number_is_refused(typed: str) -> None:
    with pytest.raises(InvalidCode, match="文号应形如"):
        read_document_number(typed)


@pytest.mark.parametrize(("mark", "year", "serial"), [("", 2026, 1), ("晋", 26, 1), ("晋", 2026, 0)])
def test_an_incomplete_document_number_is_never_made(mark: str, year: int, serial: int) -> None:
    with pytest.raises(ValueError, match="document number"):
        document_number(mark, year, serial)
