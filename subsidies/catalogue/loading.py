"""Policies, articles and their units as records, from the policy files."""

from django.db import transaction

from accounts.models import City, Department
from subsidies.catalogue.models import Article, Edition, EditionKind, EditionState, PolicyDocument, RulesText
from subsidies.policies import library, policy_texts
from subsidies.rules import Policy


@transaction.atomic
def load_policies(city: str = "") -> None:
    """Bring the records in line with the policy files, of one city or of all. Safe to repeat."""
    for policy in library().policies.values():
        if city not in ("", policy.city):
            continue
        document = _document(policy)
        RulesText.objects.get_or_create(
            sha256=policy.edition, defaults={"document": document, "text": policy_texts()[policy.file]}
        )
        document.articles.exclude(number__in=list(map(str, policy.units))).delete()
        for number, units in policy.units.items():
            article, _ = Article.objects.get_or_create(document=document, number=str(number))
            article.units.set(_departments(document.city, units))
        _original_edition(document, policy)


def _document(policy: Policy) -> PolicyDocument:
    city = City.objects.get(key=policy.city)
    document, _ = PolicyDocument.objects.update_or_create(
        key=policy.key,
        defaults={
            "city": city, "number": policy.number, "title": policy.title, "first_day": policy.first,
            "last_day": policy.last, "interpreter": policy.interpreter or "", "rules_sha256": policy.edition,
        },
    )  # fmt: skip
    return document


def _departments(city: City, names: tuple[str, ...]) -> list[Department]:
    return [_department(city, name) for name in names]


def _department(city: City, name: str) -> Department:
    """The one department that bears the name, first or second; a new one where no other is called so."""
    return Department.objects.named(city, name).first() or Department.objects.create(city=city, name=name)


def _original_edition(document: PolicyDocument, policy: Policy) -> None:
    Edition.objects.get_or_create(
        document=document,
        number=1,
        defaults={
            "kind": EditionKind.ORIGINAL, "state": EditionState.RELEASED, "source_number": policy.number,
            "source_date": policy.first, "holds_from": policy.first, "note": "文件原文",
        },
    )  # fmt: skip
