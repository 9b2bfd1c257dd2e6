"""Bars drawn on the server: whole numbers of a box that is 1,000 wide, from zero."""

from dataclasses import dataclass

from indicators.observing import progress
from indicators.observing.measuring import TargetStanding
from indicators.screens.wording import amount_text, share_text, target_text

WIDTH = 1000
# The target line lies here in every bar, so that bars can be compared, unless the figure reaches beyond the box.
TARGET_AT = 800


@dataclass(frozen=True)
class Bar:
    """Where the bar ends and its lines stand; `pace_at` (where even progress would be today) is None once reached."""

    filled: int
    target_at: int
    pace_at: int | None
    text: str


def bar_of(standing: TargetStanding) -> Bar:
    """The bar of a standing with its alternative in words."""
    value, figure = standing.value or 0, standing.target.figure
    target_at = TARGET_AT if value * TARGET_AT <= figure * WIDTH else figure * WIDTH // value
    ongoing = standing.state.ongoing
    pace_at = target_at * standing.span.elapsed(standing.today) // standing.span.days() if ongoing else None
    return Bar(value * target_at // figure, target_at, pace_at, _words(standing))


def _words(standing: TargetStanding) -> str:
    target = standing.target
    name = f"{target.city}{target.name}，目标{target_text(target)}"
    if standing.value is None:
        return f"{name}：尚无记录。"
    share = share_text(progress.share_tenths(standing.value, target.figure))
    pace = share_text(standing.elapsed_tenths)
    return f"{name}：现为{amount_text(target, standing.value)}，达到目标的{share}，时间进度{pace}。"
