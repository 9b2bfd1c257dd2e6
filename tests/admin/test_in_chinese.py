"""No English is left in the admin: neither the theme's words nor ours."""

import re
from pathlib import Path
from typing import Any

import polib
import pytest
import unfold
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.urls import reverse
from django.utils import translation
from rest_framework.serializers import CharField, Serializer

CATALOGUE = Path(__file__).resolve().parents[2] / "locale/zh_Hans/LC_MESSAGES/django.po"
THEME = Path(unfold.__file__).parent / "templates"
# Codes, units and names that are no English words.
ALLOWED = re.compile(
    r"\b(?:[A-Z]{2}-?[0-9P]\w*|SHA|PDF|CSV|Excel|xlsx|UTF|ID|XX\w*|[A-Z]+\d\w*|\d+[A-Z]\w*|changzhi|reviewer|example|com|"
    r"operator|admin)\b"
)


def theme_words() -> set[str]:
    found: set[str] = set()
    for path in THEME.rglob("*.html"):
        text = path.read_text()
        found |= {match[2] for match in re.finditer(r"""{%\s*trans(?:late)?\s+(["'])(.+?)\1""", text)}
    return found


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    source = {row.msgid: row.msgstr for row in polib.pofile(str(CATALOGUE)) if row.msgstr}
    compiled = {row.msgid: row.msgstr for row in polib.mofile(str(CATALOGUE.with_suffix(".mo"))) if row.msgstr}
    assert compiled == source


def test_every_word_of_the_theme_is_translated() -> None:
    with translation.override("zh-hans"):
        left = {word for word in theme_words() if translation.gettext(word) == word}
    assert left == set()


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_labels_are_chinese(model: Any) -> None:
    words = [str(model._meta.verbose_name), str(model._meta.verbose_name_plural)]
    words += [str(field.verbose_name) for field in model._meta.fields if field.editable and field.name != "id"]
    shown = [word for word in words if not re.search(r"[\u4e00-\u9fff]|SHA-256", word)]
    assert [word for word in shown if word not in ("hash", "previous hash")] == []


def test_what_the_fields_of_records_say_is_ours() -> None:
    words_of_programs = re.compile(r"null|None|True|False|YYYY|HH|UUID|整型|无效", re.IGNORECASE)
    fields = [field for model in admin.site._registry for field in model._meta.fields if field.editable]
    with translation.override("zh-hans"):
        said = {str(sentence) for field in fields for sentence in field.error_messages.values()}
        said |= {str(sentence) for kind in (Serializer, CharField) for sentence in kind().error_messages.values()}
    assert [sentence for sentence in said if words_of_programs.search(sentence.replace("%(value)", ""))] == []
    assert [sentence for sentence in said if not re.search(r"[\u4e00-\u9fff]", sentence)] == []


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_heads_of_lists_are_chinese(model: Any) -> None:
    page = admin.site._registry[model]
    heads = [str(label_for_field(name, model, page)) for name in page.list_display if name != "action_checkbox"]
    assert [head for head in heads if not re.search(r"[\u4e00-\u9fff]|SHA-256", head)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["index", "claims_claim_changelist", "parks_event_add", "parks_event_import"])
def test_a_page_shows_no_english(name: str, changzhi: Any, operator: Any, reviewer: Any, client_of: Any) -> None:
    person = operator if name.startswith("parks") else reviewer
    text = client_of(person).get(reverse(f"admin:{name}")).content.decode()
    text = re.sub(r"<(script|style|svg|noscript)\b.*?</\1>|<!--.*?-->", " ", text, flags=re.DOTALL)
    text = re.sub(r"<span[^>]*material-symbols[^>]*>[^<]*</span>", " ", text)
    visible = ALLOWED.sub(" ", re.sub(r"""<(?:"[^"]*"|'[^']*'|[^>"'])*>""", " ", text))
    assert re.findall(r"[A-Za-z]{3,}", visible) == []
