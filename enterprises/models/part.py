"""Records that hang on another record of the same applicant: the year of a loan, a receipt for a room."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError

from enterprises.models.registered import OwnedRecord


class PartRecord(OwnedRecord):
    """A record within another one, the whole, that its foreign key `part_of` leads to; both are one applicant's.

    It is told apart within its whole (`whole_identity` begins its natural key), so that the same part recorded by two
    applicants is one thing. It never moves to another whole: what was paid for it would be lost sight of.
    """

    part_of: ClassVar[str]

    class Meta:
        abstract = True

    @property
    def whole(self) -> Any:
        """The record that it hangs on; None while none is chosen."""
        return getattr(self, self.part_of, None)

    @property
    def whole_identity(self) -> str:
        """What the whole is, for good; empty while none is chosen."""
        return self.whole.identity if self.whole else ""

    def clean(self) -> None:
        """Within a record of its own applicant, for good."""
        super().clean()
        if self.whole is None:
            return
        name = self._meta.get_field(self.part_of).verbose_name  # type: ignore[union-attr]  # a column, not a relation back
        if self.whole.applicant_id != self.applicant_id:
            raise ValidationError({self.part_of: f"请选择本单位登记的{name}。"})
        if self.pk and not type(self)._default_manager.filter(pk=self.pk, **{self.part_of: self.whole}).exists():
            raise ValidationError({self.part_of: f"登记后不能改到另一条{name}；填错的，请另行登记。"})
