"""Money: whole fen in the database, exact Decimal yuan at the edges, never a float.

Source of the 大写 rules: 《支付结算办法》附一《正确填写票据和结算凭证的基本规定》.
"""

import re
from decimal import Decimal

from core.values.numbers import figures_of, plain_number

YUAN = "元"  # the unit, as texts and data write it
FEN_PER_YUAN = 100
LARGEST_FEN = 10**16 * FEN_PER_YUAN

_AMOUNT = re.compile(r"(-?)(\d+)(?:\.(\d*))?", re.ASCII)
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ((1000, "仟"), (100, "佰"), (10, "拾"), (1, ""))

_IN_FEN, _IN_YUAN = "（分）", "（元）"  # behind the names of fields that hold money


def yuan_label(label: str) -> str:
    """The name of a field of fen where yuan are typed."""
    return label.replace(_IN_FEN, _IN_YUAN)


def bare_label(label: str) -> str:
    """The name of a field of fen where money is shown with its own unit."""
    return label.removesuffix(_IN_FEN)


def is_yuan(unit: str) -> bool:
    """Whether numbers in this unit are money."""
    return unit == YUAN


class InvalidAmount(ValueError):
    """The text is no amount of yuan; the message is a Chinese sentence for the person who typed it."""


def to_fen(yuan: Decimal | int) -> int:
    """Fen of an amount in yuan; raises InvalidAmount when the amount is no whole number of fen."""
    if isinstance(yuan, Decimal) and (not yuan.is_finite() or abs(yuan.adjusted()) > 17):
        raise InvalidAmount("金额不是有效的数字，或者过大、过小。")
    numerator, denominator = yuan.as_integer_ratio()
    fen, rest = divmod(numerator * FEN_PER_YUAN, denominator)
    if rest:
        raise InvalidAmount("金额最多保留两位小数（精确到分）。")
    return fen


def to_yuan(fen: int) -> Decimal:
    """Yuan with two places, exact for any number of digits: 30000000 -> Decimal("300000.00")."""
    digits = tuple(int(digit) for digit in str(abs(fen)))
    return Decimal((int(fen < 0), digits, -2))


def parse_yuan(text: str) -> int:
    """Fen of yuan as people type it ("300,000.5", "¥300000", "30万元", full-width digits); raises InvalidAmount."""
    plain = figures_of(text)
    if not plain:
        raise InvalidAmount("请填写金额（单位：元）。")
    match = _AMOUNT.fullmatch(plain_number(plain, YUAN) or "")
    if match is None:
        raise InvalidAmount("金额应为数字，单位为元，例如 300000.00。")
    sign, whole, cents = (match[1], match[2], (match[3] or "").rstrip("0"))
    if len(cents) > 2:
        raise InvalidAmount("金额最多保留两位小数（精确到分）。")
    if len(whole) > 17 or int(whole + cents.ljust(2, "0")) > LARGEST_FEN:
        raise InvalidAmount("金额过大，最多为1亿亿元。")
    fen = int(whole + cents.ljust(2, "0"))
    return -fen if sign else fen


def format_yuan(fen: int) -> str:
    """For people: 30000000 -> "¥300,000.00"; a negative amount is "-¥1.00"."""
    yuan, cents = divmod(abs(fen), FEN_PER_YUAN)
    return f"{'-' if fen < 0 else ''}¥{yuan:,}.{cents:02d}"


def format_wan(fen: int) -> str:
    """In 万元, exact, without idle zeros: 30000000 -> "30万元", 123456789 -> "123.456789万元"."""
    wan, rest = divmod(abs(fen), 10_000 * FEN_PER_YUAN)
    places = f".{rest:06d}".rstrip("0").rstrip(".")
    return f"{'-' if fen < 0 else ''}{wan:,}{places}万元"


def daxie(fen: int) -> str:
    """The amount in capital numerals: 30000000 -> "人民币叁拾万元整"; 0 to 10^16 yuan, else ValueError.

    One 零 stands for any run of zeros between figures; 零 is also written before 角 when the yuan end in 0
    (¥1,680.32 人民币壹仟陆佰捌拾元零叁角贰分). 整 closes an amount without fen.
    """
    if not 0 <= fen <= LARGEST_FEN:
        raise ValueError("大写金额只用于0至1亿亿元。")
    yuan, cents = divmod(fen, FEN_PER_YUAN)
    if not fen:
        return "人民币零元整"
    whole = f"{_whole(yuan)}元" if yuan else ""
    return f"人民币{whole}{_cents(yuan, *divmod(cents, 10))}"


def _cents(yuan: int, jiao: int, fen: int) -> str:
    """角 and 分 with their 零 and 整."""
    gap = "零" if yuan and (jiao or fen) and not (yuan % 10 and jiao) else ""
    written = (f"{_DIGITS[jiao]}角" if jiao else "") + (f"{_DIGITS[fen]}分" if fen else "整")
    return gap + written


def _whole(number: int) -> str:
    """A positive whole number; 亿 and 万 are split off, and a lower part that begins with zeros gets one 零."""
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        if number >= unit:
            high, low = divmod(number, unit)
            gap = "零" if low and low < unit // 10 else ""
            return f"{_whole(high)}{name}{gap}{_whole(low) if low else ''}"
    return _section(number)


def _section(number: int) -> str:
    """1 to 9,999, without a leading 零."""
    written, gap = "", False
    for place, name in _PLACES:
        digit, number = divmod(number, place)
        if digit:
            written += ("零" if gap and written else "") + _DIGITS[digit] + name
        gap = not digit
    return written
