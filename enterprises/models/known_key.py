"""Keys by which a recorded thing is known besides those that its rows bear today."""

from django.db import models


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
