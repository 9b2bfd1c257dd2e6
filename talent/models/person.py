"""Persons whom claims may be about."""

from django.core.exceptions import ValidationError
from django.db import models

from accounts.scope.walls import Wall
from core.values.identity_numbers import shaped_as_identity
from core.values.text import CanonicalCharField
from enterprises.models import OwnedRecord
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.registered import certified_by_another, joined, own_key_once


class PersonQualification(models.TextChoices):
    """The highest that a person holds, as article 12 asks for it."""

    DOCTOR = "doctor", "博士"
    MASTER = "master", "硕士"
    SENIOR_TITLE = "senior_title", "高级职称"
    OTHER = "other", "其他"


def refuse_identity_number(value: str) -> None:
    """ValidationError for what has the shape of an identity number, mistyped ones too: none is kept in clear."""
    if shaped_as_identity(value):
        raise ValidationError("请不要填写身份证号码；请填人才认定编号，没有的填社保个人编号。", code="identity_number")


class Person(OwnedRecord):
    """A person with the number under which its talent or its insurance is known; recorded by who employs it.

    No identity number is asked for or kept, nor a hash of one. Persons with one number are one person whoever employs
    them. Of one who is known to two employers under two numbers the equal name is told to who approves
    (`subsidies.claims.near`).
    """

    trail_kind = "person"
    about_a_person = True

    name = CanonicalCharField("姓名", max_length=60)
    person_no = CanonicalCharField(
        "人才编号", max_length=60, validators=[refuse_identity_number],
        help_text="人才认定编号；没有的填社保个人编号。不要填身份证号码。",
    )  # fmt: skip
    high_level_talent = models.BooleanField("经认定为高层次人才", default=False)
    grade = CanonicalCharField("人才层次", max_length=40, blank=True, help_text="照人才认定文件填写。")
    qualification = models.CharField(
        "学历职称", max_length=20, choices=PersonQualification.choices, default=PersonQualification.OTHER
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "人才"
        verbose_name_plural = "人才"
        ordering = ("name", "id")
        constraints = (
            own_key_once("person"),
            certified_by_another("person"),
            Wall(name="person_wall", parent="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.person_no}"

    def natural_key(self) -> str:
        return joined(self.person_no)
