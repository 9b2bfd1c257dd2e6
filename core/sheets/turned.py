"""What a spreadsheet makes of numbers and names by which something is found: days, rounded numbers, truths.

What was typed is lost then, or nobody can tell; the sentence says how to hand it in whole. Five digits such as 46082
are left alone, though a spreadsheet keeps 1 March 2026 as that number: rooms are numbered so too (building 4, floor 6),
and contracts. So are 16 digits with one nought at their end: technology contracts are numbered with 16, and each tenth
ends so. So is 03-01, floor 3 and unit 01: of 3-1 a spreadsheet makes 3月1日 or a whole day, which are refused.
"""

import re
from datetime import date

AS_TEXT = "请把这一列的格式设为“文本”，再重新填写"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_HAN = "[〇○零一二三四五六七八九十]"
SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d+)?E\+?\d{1,3}", re.ASCII | re.IGNORECASE)
_CUT_OFF = re.compile(r"\d{15}00+", re.ASCII)  # a spreadsheet keeps 15 digits and puts noughts behind them
_PART_OF_A_DAY = re.compile(
    r"\d{1,2}月\d{1,2}[日号]|\d{4}年\d{1,2}月(?:\d{1,2}[日号](?:(?:星期|周)[一二三四五六日天])?)?"
    rf"|{_HAN}{{1,2}}月{_HAN}{{1,3}}日|{_HAN}{{4}}年{_HAN}{{1,2}}月(?:{_HAN}{{1,3}}日)?"
    rf"|\d{{1,2}}-{_MONTH}(?:-(?:\d\d|\d{{4}}))?|{_MONTH}-(?:\d{{1,2}}|(?:19|20)\d\d)",
    re.ASCII,
)
_WHOLE_DAY = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})", re.ASCII)
_MONTH_OF_A_YEAR = re.compile(r"(?:19|20)\d\d[-/](?:0?[1-9]|1[0-2])", re.ASCII)
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2})?\Z", re.ASCII)
_TRUTHS = ("TRUE", "FALSE")


def as_whole(text: str) -> str:
    """A long number that is divided by blanks, without them: no spreadsheet took that for a number."""
    plain = text.replace(" ", "")
    return plain if plain != text and _CUT_OFF.fullmatch(plain) else text


def fault_of_turned(text: str) -> str:
    """What a spreadsheet made of an identifier, and how to mend it, as a sentence; empty where it made nothing."""
    if text.upper() in _TRUTHS:
        return truth_fault(text)
    if SCIENTIFIC.fullmatch(text):
        return f"“{text[:30]}”被表格软件变成了数字，后面的位数已经丢失；{AS_TEXT}完整的号码。"
    if _CUT_OFF.fullmatch(text):
        kept = "号码确实以0结尾的，请在中间加一个空格。"
        return f"“{text[:30]}”像是被表格软件变成了数字，后面的位数已经丢失；{AS_TEXT}完整的号码。{kept}"
    bare = _TIME.sub("", text)
    if _PART_OF_A_DAY.fullmatch(bare):
        return _day_fault(text)
    return f"{_day_fault(text)}号码本来就是这样的，请在后面加“号”。" if _is_whole_day(bare) else ""


def fault_of_room(text: str) -> str:
    """The same of a room, which is named after no month of a year either."""
    return fault_of_turned(text) or (_day_fault(text) if _MONTH_OF_A_YEAR.fullmatch(text) else "")


def truth_fault(shown: str) -> str:
    """What is said of a truth where something is named."""
    return f"这一格被表格软件变成了真假值（{shown}）；{AS_TEXT}原来的内容。"


def _day_fault(text: str) -> str:
    return f"“{text[:30]}”被表格软件变成了日期；{AS_TEXT}，例如 3-1。"


def _is_whole_day(text: str) -> bool:
    """Whether it names a day of 1900 to 2100, year and all."""
    for found in (_WHOLE_DAY.fullmatch(text), _DAY_FIRST.fullmatch(text)):
        year, month, day = (int(found[name]) for name in ("year", "month", "day")) if found else (0, 0, 0)
        try:
            return 1900 <= date(year, month, day).year <= 2100
        except ValueError:
            continue
    return False
