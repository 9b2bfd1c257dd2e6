"""The chapters under which the documents list their articles, so that a list reads like the document."""

from subsidies.rules import Scheme

OTHER = "其他"


def heading_of(scheme: Scheme) -> str:
    """The title of the chapter that the scheme's article stands in."""
    article = scheme.article.split()[0]
    return next((title for title, articles in scheme.policy.chapters.items() if article in articles), OTHER)
