"""Figures, shares and records in words: what a page prints, exact and with its unit."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.values.money import format_wan, format_yuan
from core.values.text import typeset
from indicators.definitions import Column
from indicators.models import Comparison, Target
from indicators.observing.measuring import TargetStanding
from indicators.observing.progress import TargetState

FEN_PER_WAN = 10_000 * 100
FEN_PER_YI = 10_000 * FEN_PER_WAN


def money_text(fen: int, figure: int, up: bool = False) -> str:
    """Money in the unit in which its target is set, so that all amounts beside it have that one: from 1亿元 on in
    亿元 to the last 万元 ("2.584亿元"), else in 万元, exact ("2,058.5万元").

    What there is rounds down, what is lacking rounds `up`, so that both add up to the target.
    """
    if figure < FEN_PER_YI:
        return format_wan(fen)
    wan = -(-fen // FEN_PER_WAN) if up else fen // FEN_PER_WAN
    parts, places = (wan, 4) if wan or not fen else (fen, 10)
    whole, rest = divmod(parts, 10**places)
    return f"{whole:,}.{rest:0{places}d}".rstrip("0").rstrip(".") + "亿元"


def amount_text(target: Target, amount: int, up: bool = False) -> str:
    """An amount of a target with its unit: "96家", "7.416亿元"."""
    return money_text(amount, target.figure, up) if target.is_money else f"{amount:,}{target.unit}"


def share_text(tenths: int) -> str:
    """Tenths of a percent: 643 is "64.3%"."""
    return f"{tenths // 10:,}.{tenths % 10}%"


def day_text(day: date) -> str:
    """2026年12月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def target_text(target: Target) -> str:
    """The target as its document says it: "不少于100家", "超过5亿元"."""
    return f"{target.get_comparison_display()}{amount_text(target, target.figure)}"


def verdict(standing: TargetStanding) -> str:
    """The answer in one sentence: how much is there or lacking, and what each month must bring."""
    target, state = standing.target, standing.state
    if state == TargetState.NO_RECORD:
        return _nothing(standing)
    if state == TargetState.REACHED:
        more = (standing.value or 0) - target.figure
        return f"已达成，高出目标{amount_text(target, more)}" if more else "已达成"
    over = "以上" if target.comparison == Comparison.MORE_THAN else ""
    lacking = f"还差{amount_text(target, standing.missing, up=True)}{over}"
    if state == TargetState.MISSED:
        return f"目标日已过，{lacking}"
    return f"{lacking}，{_pace(standing)}"


def _nothing(standing: TargetStanding) -> str:
    if standing.records:
        return f"{standing.records}条记录都未填报金额，填报后计算"
    return "登记后自动计算，现在不作判断"


def _pace(standing: TargetStanding) -> str:
    day = day_text(standing.span.last)
    if standing.per_month is None:
        return f"须在{day}前（{standing.days_left}天内）补上"
    return f"到{day}平均每月须增加{amount_text(standing.target, standing.per_month, up=True)}"


def coverage(standing: TargetStanding) -> str:
    """How many of the records carry a sum: "106家中83家已填报"; empty for targets that count."""
    if standing.reported is None or standing.reported == standing.records:
        return ""
    return f"{standing.records} 条记录中 {standing.reported} 条有金额，其余不计"


@dataclass(frozen=True)
class Cell:
    """One cell of a list of records; `missing` when there is nothing to show."""

    label: str
    text: str
    number: bool
    missing: bool


def cell(column: Column, row: Any) -> Cell:
    """A record's cell. Dates as 2026-03-31, money as ¥1.00, text in Chinese punctuation, nothing as the column says."""
    value = column.of(row)
    if value is None or value == "":
        return Cell(column.label, column.missing, column.money, missing=True)
    if column.money:
        return Cell(column.label, format_yuan(value), number=True, missing=False)
    text = value.isoformat() if isinstance(value, date) else typeset(str(value))
    return Cell(column.label, text, number=False, missing=False)
