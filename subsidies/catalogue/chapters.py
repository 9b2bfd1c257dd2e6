"""The headings under which the documents list their articles, so that a list reads like the document."""

from collections.abc import Mapping
from typing import NamedTuple

from subsidies.rules import Scheme


class Heading(NamedTuple):
    """A chapter's title with its first and last article."""

    title: str
    first: int
    last: int


HEADINGS: Mapping[str, tuple[Heading, ...]] = {
    "jincheng-2024-39": (
        Heading("一、支持科创团队及企业入驻", 1, 3),
        Heading("二、支持创新平台建设", 4, 6),
        Heading("三、支持创新能力提升和科技成果转化", 7, 10),
        Heading("四、支持人才培养和引进", 11, 15),
        Heading("五、强化科技金融支撑", 16, 18),
    ),
    "changzhi-2024-15": (
        Heading("一、支持创新主体引育", 1, 3),
        Heading("二、支持科技创新", 4, 9),
        Heading("三、支持产业落地", 10, 13),
        Heading("四、支持科技金融创新", 14, 16),
        Heading("五、支持科技人才和创新团队", 17, 18),
    ),
    "luliang-2024-24": (Heading("六（二）打造一流产业集群培育体系", 4, 9),),
}
PLAN = "工作方案　五（一）强化企业创新主体地位"


def heading_of(scheme: Scheme) -> str:
    """The chapter that the scheme's article stands in."""
    if not scheme.article.isdigit():
        return PLAN
    number = int(scheme.article)
    found = (row.title for row in HEADINGS.get(scheme.policy.key, ()) if row.first <= number <= row.last)
    return next(found, "其他")
