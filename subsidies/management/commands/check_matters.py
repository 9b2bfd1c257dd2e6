"""`manage.py check_matters`: what each scheme pays for once, in which register it stands, what tells it apart."""

from types import FunctionType
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actor import Role
from enterprises.registers.register import Register
from subsidies.cases.picking import register_for
from subsidies.catalogue.questions import once_words
from subsidies.policies import library
from subsidies.rules import Scheme

KNOWN = {"months": "月份", "year": "年度"}
SEPARATOR = "｜"


class _Value(str):
    """A value of a field; where the field leads to a record, that is named by its identity."""

    identity = "1"


class _Asked:
    """Stands for a record whose fields all hold `value`, and notes which of them its natural key is made of."""

    def __init__(self, model: Any, value: str, noted: list[str]) -> None:
        self._model, self._value, self._noted = model, _Value(value), noted

    def __getattr__(self, name: str) -> Any:
        fields = {key: field for field in self._model._meta.concrete_fields for key in (field.name, field.attname)}
        if name in fields:
            label = str(fields[name].verbose_name)
            self._noted.extend([] if label in self._noted else [label])
            return self._value
        found = getattr(self._model, name)
        if isinstance(found, property) and found.fget:
            return found.fget(self)
        return found.__get__(self) if isinstance(found, FunctionType) else found


class Command(BaseCommand):
    help = "逐项列出各事项按什么辨认：登记、区分、查重键、由谁核验。"

    def handle(self, *args: Any, **options: Any) -> None:
        schemes = list(library().schemes.values())
        self.stdout.write(SEPARATOR.join(("事项", "登记", "区分", "查重键", "核验")))
        for scheme in schemes:
            self.stdout.write(SEPARATOR.join(line_of(scheme)))
        typed = [scheme.code for scheme in schemes if scheme.matter.is_typed]
        self.stdout.write(f"{len(schemes)} 项；{len(typed)} as typed")
        if typed:
            raise CommandError(f"按填写的文字辨认的事项：{'、'.join(typed)}。请在 matter 中写明 record。")


def line_of(scheme: Scheme) -> tuple[str, str, str, str, str]:
    """Scheme, register, what tells its matter apart, natural key, who certifies."""
    entry = register_for(scheme)
    if entry is None:
        told = scheme.matter.reference_label or once_words(scheme)
        return scheme.code, "—", told, "as typed" if scheme.matter.is_typed else "申请人代码", "—"
    added = [KNOWN.get(name) or _label(entry, name) for name in scheme.matter.adds]
    who = "、".join(str(Role(role).label) for role in sorted(entry.certifiers))
    return (
        scheme.code,
        f"{entry.title}（{entry.name}）",
        "、".join([scheme.matter.label, *added]),
        key_words(entry),
        who,
    )


def key_words(entry: Register) -> str:
    """The fields that name a record of the register, in words, as its natural key takes them."""
    noted: list[str] = []
    for value in ("1", ""):  # a key may be made of other fields where some are empty
        entry.model.natural_key(_Asked(entry.model, value, noted))  # type: ignore[arg-type]  # a record as far as its key reads it
    return "、".join(noted)


def _label(entry: Register, name: str) -> str:
    return str(entry.model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a column, not a relation back
