"""The identity number of a person to whom money is paid, sealed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.actor import Actor, Role
from accounts.scope import ScopedQuerySet
from accounts.scope.walls import Wall
from enterprises.models.applicant import Applicant


class PayeeNumberQuerySet(ScopedQuerySet):
    """Seen by the person and by the city's treasurers: that it is there, never what it says."""

    def scope(self, actor: Actor) -> Q | None:
        return Q(applicant_id__in=actor.applicant_ids) | Q(applicant__city_id__in=actor.city_ids(Role.TREASURER))


class PayeeNumber(models.Model):
    """Asked for when an award to a person is to be paid, and gone when the person deletes it after that.

    `sealed` is the number under a key outside the database; it is opened by one verb, which writes down who looked and
    for what purpose.
    """

    trail_kind = "payee_number"

    applicant = models.OneToOneField(
        Applicant, verbose_name="申请人", on_delete=models.PROTECT, related_name="payee_number"
    )
    sealed = models.TextField("密文", editable=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="登记人", on_delete=models.PROTECT, null=True, related_name="+"
    )
    given_at = models.DateTimeField("登记时间", auto_now_add=True)

    objects = PayeeNumberQuerySet.as_manager()

    class Meta:
        verbose_name = "领款人身份证号"
        verbose_name_plural = "领款人身份证号"
        constraints = (Wall(name="payee_number_wall", parent="applicant"),)

    def __str__(self) -> str:
        return self.applicant.masked_identity
