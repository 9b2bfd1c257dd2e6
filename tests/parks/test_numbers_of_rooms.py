"""Two numbers of one building that may be one room are told by why; what names two rooms says nothing."""

import pytest

from parks.registers.numbering import AMONG_OTHERS, SAID_OTHERWISE, number_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("西侧辛801", "辛801"), ("辛801东", "辛801"), ("东区701", "701"), ("801里间", "801"), ("801（部分）", "801"),
        ("8层东北", "8层东"), ("801辛", "辛801"), ("1A12", "A112"), ("8-辛801", "辛801"), ("8-辛01", "辛801"),
        ("7-701", "701"), ("9层贰901", "贰901"), ("12F-A03", "A1203"), ("西侧辛801", "8-辛0801室"),
    ],
)  # fmt: skip
def test_a_side_a_letter_moved_and_a_floor_before_it_make_no_other_room(one: str, other: str) -> None:
    assert number_of(one).like(number_of(other)) == number_of(other).like(number_of(one)) == SAID_OTHERWISE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("辛801/802", "辛801"), ("辛801-802", "辛802"), ("801室、802室", "802室"), ("801-805", "803"),
        ("辛801至辛803", "辛802"), ("801-803", "803、804"), ("801/802辛", "辛802"), ("8层整层", "辛801"),
        ("整8层", "803"), ("8层", "801/802"), ("8层东", "801"), ("801", "801-1"), ("辛801", "辛801A"),
        ("壬803", "壬803办公室"),
        ("801", "801工位1-20"), ("801", "801之一"), ("2-801", "2-801甲"),
    ],
)  # fmt: skip
def test_what_counts_up_several_rooms_or_a_whole_floor_holds_each_of_them(one: str, other: str) -> None:
    assert number_of(one).like(number_of(other)) == number_of(other).like(number_of(one)) == AMONG_OTHERS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A-101", "B-101"), ("101", "102"), ("辛801东", "辛801西"), ("801里间", "801外间"),
        ("1-12", "11-2"), ("1A12", "11A2"), ("1-101", "2-101"), ("3-701", "701"), ("701", "7010"), ("801-2", "801-1"),
        ("801、805", "803"), ("801-802", "803-804"), ("701-801", "703"), ("辛801/802", "壬801"), ("8层", "9层"),
        ("8层东", "8层西"), ("8层", "1801"), ("8层", "81"), ("东区", "西区"), ("东厅", "厅"),
        ("室", "间"), ("7层803", "803"),
    ],
)  # fmt: skip
def test_two_rooms_stay_two(one: str, other: str) -> None:
    assert number_of(one).like(number_of(other)) == number_of(other).like(number_of(one)) == ""
