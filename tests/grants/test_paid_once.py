"""However the number on a paper is written, and whoever registers it, a matter of every scheme is given once."""

import random
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey

from core.values.keys import key_of
from core.values.text import CanonicalCharField
from enterprises.models import Applicant, RegisterRecord
from subsidies.cases.already_granted import matters_of
from subsidies.cases.case import case_of
from subsidies.cases.facts import collect
from subsidies.cases.picking import told_by
from subsidies.grants import granting
from subsidies.grants.granting import AlreadyGranted
from subsidies.grants.selectors import MatterKey
from subsidies.policies import library
from tests import road
from tests.examples import worked_examples
from tests.factories import ApplicantFactory, CityFactory
from tests.recording import recorded

pytestmark = pytest.mark.django_db
NUMBER = "ZX2026140007"
SEED, MANY, EACH = 20261128, 1000, 8  # so many rewritings of a key; so many that go through the register of grants
LOOKS = str.maketrans("ZXxO", "ΖХхО")
SCRIPTS = ("٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "零壹貳叄肆伍陸柒捌玖")


def rewritten(number: str, rnd: random.Random) -> str:
    """The same number as another hand would write it."""
    text = "".join(chr(ord(c) + 0xFEE0) if rnd.random() < 0.3 else c for c in number)
    if rnd.random() < 0.4:
        text = text.translate({ord(str(digit)): mark for digit, mark in enumerate(rnd.choice(SCRIPTS))})
    text = text.lower() if rnd.random() < 0.3 else text.translate(LOOKS) if rnd.random() < 0.4 else text
    text = "".join(c + rnd.choice(("", "", "", " ", "\u3000", "\u200b")) for c in text)
    text = text.replace("X", "X\u0301", 1) if rnd.random() < 0.2 else text
    return rnd.choice(("", "", "证书编号：", "编号:", "登记编号 ", "證書編號：", "編號 ")) + text


def test_a_thousand_rewritings_are_one_number() -> None:
    rnd = random.Random(SEED)
    found = {rewritten(NUMBER, rnd) for _ in range(MANY)}
    assert len(found) > MANY / 2 and {key_of(text) for text in found} == {NUMBER}


def typed_for(code: str) -> dict[str, Any]:
    """What the first worked example of a scheme types, about the number of this test."""
    claim = next(row.claim for row in worked_examples() if row.claim["scheme"] == code)
    facts = {
        name: str(value).lower() if isinstance(value, bool) else str(getattr(value, "text", value))
        for name, value in claim.get("facts", {}).items()
    }
    return road.answers(on=claim["on"], reference=NUMBER, **facts)


def matters(applicant: Applicant, code: str, typed: dict[str, Any]) -> list[MatterKey]:
    """The matters of a claim about the record that is typed; a claim of months is about those of the first example."""
    scheme = library().schemes[code]
    case = case_of(applicant, applicant.city, scheme, recorded(applicant, code, typed))
    return matters_of(case, collect(case).values)


def things(record: RegisterRecord | None) -> list[RegisterRecord]:
    """The record with those that it hangs on."""
    if record is None:
        return []
    fields = [row for row in record._meta.fields if isinstance(row, ForeignKey)]
    parents = [getattr(record, row.name) for row in fields if issubclass(row.related_model, RegisterRecord)]
    return [record, *(row for row in parents if row is not None)]


@pytest.mark.parametrize("code", [code for code, scheme in library().schemes.items() if scheme.matter.record])
def test_a_thousand_rewritings_are_one_record_of_every_scheme(code: str) -> None:
    city = CityFactory(**{library().schemes[code].policy.city: True})
    owner, typed = ApplicantFactory(city=city), typed_for(code)
    case = case_of(owner, city, library().schemes[code], recorded(owner, code, typed))
    told, rnd = case.matter.told, random.Random(SEED)
    asked = [(row, name) for row in things(case.record) for name, text in vars(row).items() if text == NUMBER]
    assert asked and told
    for row, name in asked:
        key = row.natural_key()
        for _ in range(MANY):
            setattr(row, name, rewritten(NUMBER, rnd))
            assert row.natural_key() == key
    assert told_by(case.scheme, case.record) == told


@pytest.mark.parametrize("code", [code for code, scheme in library().schemes.items() if scheme.matter.record])
def test_names_in_traditional_characters_are_one_record_of_every_scheme(code: str) -> None:
    city = CityFactory(**{library().schemes[code].policy.city: True})
    owner = ApplicantFactory(city=city)
    case = case_of(owner, city, library().schemes[code], recorded(owner, code, typed_for(code)))
    for row in things(case.record):
        for field in row._meta.fields:
            if isinstance(field, CanonicalCharField):
                setattr(row, field.name, "長治乾坤煤機裝備重點實驗室與傳感器產業園")
        key = row.natural_key()
        for field in row._meta.fields:
            if isinstance(field, CanonicalCharField):
                setattr(row, field.name, "长治干坤煤机装备重点实验室与传感器产业园")
        assert row.natural_key() == key


@pytest.mark.parametrize("code", sorted(library().schemes))
def test_every_scheme_pays_a_matter_once(code: str) -> None:
    road.policies_loaded()
    city = CityFactory(**{library().schemes[code].policy.city: True})
    own, other = ApplicantFactory(city=city), ApplicantFactory(city=city)
    typed, rnd = typed_for(code), random.Random(SEED)
    first = matters(own, code, typed)
    assert first
    granting.grant(unit=own.unit_code, claim_number="A", turn=1, matters=first)
    for number in range(EACH):
        again = typed | {"reference": rewritten(NUMBER, rnd)}
        with pytest.raises(AlreadyGranted), transaction.atomic():
            granting.grant(unit=own.unit_code, claim_number=f"B{number}", turn=1, matters=matters(own, code, again))
    if library().schemes[code].matter.record:
        with pytest.raises((AlreadyGranted, IntegrityError)), transaction.atomic():
            granting.grant(unit=other.unit_code, claim_number="C", turn=1, matters=matters(other, code, again))
