"""The articles of each document in its own words, in a file beside it; a document without one quotes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from subsidies.policies.reading import ARTICLES, FOLDER, read_text
from subsidies.rules import Scheme
from subsidies.rules.documents.fields import PolicyFields
from subsidies.rules.documents.locating import read_document


def words_of_article(scheme: Scheme) -> str:
    """The article of a scheme as the document has it; empty where nobody has written it down."""
    return _articles(scheme.policy.city, scheme.policy.key).get(scheme.article, "")


@cache
def _articles(city: str, document: str) -> Mapping[str, str]:
    path = FOLDER / city / f"{document}{ARTICLES}"
    return articles_of(read_text(path), path.name) if path.exists() else {}


def articles_of(text: str, file: str) -> Mapping[str, str]:
    """Of one file the words of each article, by its number as schemes have it. Raises PolicyError."""
    top = PolicyFields(read_document(text, file), file)
    top.only(("document", "articles"))
    if file != f"{top.text('document')}{ARTICLES}":
        raise top.error(f"“document”应当与文件名相同，写“{file.removesuffix(ARTICLES)}”", "document")
    articles = top.inside("articles")
    return {number: articles.plain(number) for number in articles.table}
