"""What every register keeps of a record: what it is, on which paper it rests, who entered and who certified it."""

import uuid
from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import F, Q

from accounts.models import City
from core.models import StoredFile
from core.tables.keying import OneOnly
from core.values.identity_numbers import holds_identity
from core.values.keys import key_of
from core.values.text import CanonicalCharField
from core.walls.acting import beyond_walls
from enterprises.models.applicant import Applicant

KEY_LENGTH = 200


def joined(*parts: object) -> str:
    """A natural key of several parts, each folded; empty parts keep their place."""
    return "|".join(key_of(str(part)) if part not in (None, "") else "" for part in parts)


class KnownKey(models.Model):
    """A further key of a thing of a register: one that it bore while something rested on it, or a second name of it.

    So a number that was put right after it was paid for names what was paid for. Never changed.
    """

    register = models.CharField("记录类别", max_length=40)
    key = models.CharField("查重键", max_length=200)
    identity = models.CharField("标识", max_length=32)

    class Meta:
        verbose_name = "曾用查重键"
        verbose_name_plural = "曾用查重键"
        constraints = (models.UniqueConstraint(fields=["register", "key"], name="known_key_once"),)

    def __str__(self) -> str:
        return f"{self.register} {self.key}"


class NaturalKeyField(models.CharField):
    """The natural key of a record as the database compares it: made anew from the record on every write."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.natural_key()  # type: ignore[attr-defined]  # the model that holds the field
        setattr(model_instance, self.attname, value)
        return value


class IdentityField(models.CharField):
    """What the record is, for good: of rows that name one thing (two parties of one contract) all bear the same.

    Given when the row is first written, or written under another key while nothing rests on it (`registers.writing`):
    that of the thing which is known by one of its keys, else a new one.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = getattr(model_instance, self.attname)
        if not value:
            _one_after_another(model_instance)
            value = known_identity(model_instance) or uuid.uuid4().hex
            setattr(model_instance, self.attname, value)
        return value


@beyond_walls("one thing is one, in whichever city it is recorded")
def known_identity(record: Any) -> str:
    """The identity of another row that names the same thing, or of what was known by one of the record's keys; empty
    where the thing is new."""
    keys = [record.natural_key(), *record.further_keys()]
    others = type(record)._default_manager.exclude(pk=record.pk).order_by("pk").values_list("identity", flat=True)
    known = KnownKey.objects.filter(register=record.trail_kind, key__in=keys).values_list("identity", flat=True)
    found = others.filter(key=keys[0]).first() or others.filter(key__in=keys).first() or known.first()
    return found or ""


def register_held(model: Any) -> None:
    """Until the transaction ends nobody else records a new thing in the register: many are, at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"register:{model.trail_kind}"])


def _one_after_another(record: models.Model) -> None:
    """Of two who record one thing at the same moment the second waits for the first, and sees what that made of it.
    Whoever records many at once is waited for as well."""
    known: Any = record
    with connection.cursor() as cursor:
        register = f"register:{known.trail_kind}"
        cursor.execute("SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))", [register])
        for key in sorted({known.natural_key(), *known.further_keys()}):
            thing = f"{known.trail_kind}:{key}"
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [thing])


class RegisterRecord(models.Model):
    """Base of the registers. A subclass says its natural key, whose record it is, and its constraint on `key`.

    `certified`: somebody of the office other than who entered it has compared it with the paper. `source` names the
    paper, `paper` is the paper itself. Written by the verbs of `enterprises.registers` alone; its history is the trail.
    """

    trail_kind: ClassVar[str]  # the name of its register; each subclass says it
    about_a_person: ClassVar[bool] = False  # so that no text of it may hold an identity number
    told_by_kind: ClassVar[str] = ""  # the field of choices that says which of these fields mean something
    meant_for: ClassVar[Mapping[str, Collection[str]]] = {}  # by field: the kinds of record for which it does
    known_by: ClassVar[Mapping[str, str]] = {}  # the fields that name the thing, each with one that tells it beside
    one_each: ClassVar[str] = ""  # the field of which an applicant has one record for each value
    dealt_with: ClassVar[tuple[str, ...]] = ()  # the fields that say with whom it was agreed
    ranked: ClassVar[tuple[str, ...]] = ()  # a contest's name and what but one of its winners has: day and rank
    renewed: ClassVar[tuple[str, ...]] = ()  # the sums that stay the same where it is renewed
    one_grant: ClassVar[tuple[str, ...]] = ()  # the day and the sum that tell one grant, whatever it is named

    source = CanonicalCharField("依据文件", max_length=200, blank=True, help_text="文件名称和文号，或证书名称。")
    paper = models.ForeignKey(
        StoredFile, verbose_name="依据材料", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    key = NaturalKeyField("查重键", max_length=KEY_LENGTH, editable=False, default="")
    identity = IdentityField("标识", max_length=32, editable=False, default="", db_index=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="填写人", on_delete=models.PROTECT, null=True, editable=False,
        related_name="+",
    )  # fmt: skip
    certified = models.BooleanField("已核验", default=False, editable=False)
    certified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="核验人", on_delete=models.PROTECT, null=True, editable=False,
        related_name="+",
    )  # fmt: skip
    certified_at = models.DateTimeField("核验时间", null=True, editable=False)

    class Meta:
        abstract = True

    def natural_key(self) -> str:
        """What names the thing on its paper, folded (`joined`): the same for whoever records it."""
        raise NotImplementedError

    def further_keys(self) -> tuple[str, ...]:
        """Further keys that name the same thing (a result by its title, though its number is known)."""
        return ()

    def proof_identity(self) -> str:
        """What a matter about this record is paid for once besides: the certificate, where the matter is which
        recognition it is. Empty where the matter is the record itself."""
        return ""

    def matter_identity(self) -> str:
        """What a matter about this record is told apart by; the law of some matters names something else."""
        return self.identity

    @property
    def in_prose(self) -> str:
        """What it is called within a sentence of a paper."""
        return str(self)

    def said_elsewhere(self, name: str) -> str:
        """What people read of a field that is empty because another record says it; nothing in most registers."""
        return ""

    def is_meant(self, name: str) -> bool:
        """Whether a field means something for a record of this kind: a rank does for a contest, not for science."""
        kinds = self.meant_for.get(name)
        return kinds is None or getattr(self, self.told_by_kind) in kinds

    @property
    def is_the_offices(self) -> bool:
        """Whether an office keeps it whatever its state, so that its applicant neither amends nor withdraws it."""
        return False

    def settle(self) -> None:
        """What is fixed once the record is certified, and was reckoned until then; nothing in most registers."""

    @property
    def city_id_of_record(self) -> int | None:
        """The city whose offices keep it."""
        raise NotImplementedError

    def clean(self) -> None:
        super().clean()
        for field in self._meta.fields:
            if isinstance(field, CanonicalCharField) and (said := self._unfit(field.name)):
                raise ValidationError(f"{field.verbose_name}{said}", code=field.name)  # not every form has the field
        self.key = self.natural_key()
        if len(self.key) > KEY_LENGTH:
            raise ValidationError("编号和名称太长，请照原件填写，不要加说明。")

    def _unfit(self, name: str) -> str:
        """Why the text of a field cannot stand in the record; empty where it can."""
        text = str(getattr(self, name) or "")
        if self.about_a_person and holds_identity(text):
            return "里不要填写身份证号。"
        return "至少要有一个汉字、字母或数字。" if text and name != "source" and not key_of(text) else ""

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """With the key, which stands in no form: a record that is there already is said in a sentence."""
        super().validate_constraints(exclude=set(exclude or ()) - {"key"})


class OwnedRecord(RegisterRecord):
    """A record of one applicant, seen as OwnedQuerySet says.

    Several applicants may each have theirs of one thing (the parties of a contract).
    """

    applicant = models.ForeignKey(Applicant, verbose_name="单位", on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def city_id_of_record(self) -> int | None:
        return self.applicant.city_id


class CityRecord(RegisterRecord):
    """A record of a city, with or without an applicant in the register. Declared by an applicant, it is of its city."""

    city = models.ForeignKey(City, verbose_name="市", on_delete=models.PROTECT, related_name="%(class)ss")
    applicant = models.ForeignKey(
        Applicant, verbose_name="单位", on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True

    @property
    def city_id_of_record(self) -> int | None:
        return self.city_id

    def clean_fields(self, exclude: "set[str] | None" = None) -> None:  # type: ignore[override]  # as Django gives it
        """The city of what an applicant declares is its own, and not asked."""
        if not self.city_id and self.applicant is not None:
            self.city = self.applicant.city
        super().clean_fields(exclude=exclude)


def certified_by_another(name: str) -> models.CheckConstraint:
    """The constraint of every register: who entered a record is not who certified it."""
    return models.CheckConstraint(
        condition=Q(certified_by=None) | Q(entered_by=None) | ~Q(certified_by=F("entered_by")),
        name=f"{name}_certified_by_another",
        violation_error_message="填写人不能核验自己填写的记录。",
    )


def own_key_once(name: str) -> models.UniqueConstraint:
    """One row for one thing with each applicant: for what several applicants may have a part in."""
    return OneOnly(
        fields=["applicant", "key"], name=f"{name}_once_per_applicant",
        violation_error_message="本单位已经登记过这一条，请直接选用，不要重复登记。",
    )  # fmt: skip


def key_once(name: str, *within: str) -> models.UniqueConstraint:
    """One row for one thing in the whole house (`within` a city): for what can be of one applicant alone."""
    return OneOnly(
        fields=[*within, "key"], name=f"{name}_once",
        violation_error_message="这个编号已经登记过，请核对；确为本单位的，请联系园区服务窗口核实。",
    )  # fmt: skip
