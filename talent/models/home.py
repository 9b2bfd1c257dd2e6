"""The homes that persons bought or rent."""

from types import MappingProxyType

from django.db import models
from django.db.models import Q

from accounts.scope.together import Together
from accounts.scope.walls import Wall
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models import PartRecord
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.registered import certified_by_another, joined, own_key_once
from talent.models.person import Person


class HomeMode(models.TextChoices):
    """Whether a home was bought or is rented; a person is supported for one of the two."""

    PURCHASE = "purchase", "购房"
    RENT = "rent", "租房"


class Home(PartRecord):
    """A home by its contract. A matter about it is the person: one purchase each, and no month of rent twice."""

    about_a_person = True
    trail_kind = "home"
    known_by = MappingProxyType({"address": ""})
    told_by_kind = "mode"
    meant_for = MappingProxyType({"bought_on": (HomeMode.PURCHASE,)})
    part_of = "person"

    person = models.ForeignKey(Person, verbose_name="人才", on_delete=models.PROTECT, related_name="homes")
    mode = models.CharField("补贴方式", max_length=20, choices=HomeMode.choices)
    address = CanonicalCharField("房屋地址", max_length=120)
    contract_no = CanonicalCharField("购房（租房）合同编号", max_length=60)
    bought_on = models.DateField("购房日期", null=True, blank=True, help_text="购房的填合同日期，租房的不填。")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "人才住房"
        verbose_name_plural = "人才住房"
        ordering = ("person", "id")
        constraints = (
            own_key_once("home"),
            certified_by_another("home"),
            date_range_constraint("bought_on", "home_bought_on_range"),
            models.CheckConstraint(
                condition=Q(mode=HomeMode.RENT, bought_on=None) | Q(mode=HomeMode.PURCHASE, bought_on__isnull=False),
                name="home_bought_on_a_day",
                violation_error_message="购房的请填购房日期，租房的不填。",
            ),
            Wall(name="home_wall", parent="applicant"),
            Together(name="home_with_person", field="person", what="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.get_mode_display()} {self.contract_no}"

    @property
    def in_prose(self) -> str:
        return f"{self.person.name}（{self.person.person_no}）{self.get_mode_display()}，合同编号{self.contract_no}"

    def natural_key(self) -> str:
        return joined(self.whole_identity, self.mode, self.contract_no)

    def matter_identity(self) -> str:
        return self.whole_identity
