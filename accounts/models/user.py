"""The account of a person."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.auth.password_validation import validate_password
from django.db import models, transaction
from rest_framework.authtoken.models import Token

from core.values.telephones import validate_telephone


class Accounts(UserManager["User"]):
    """Accounts as Django keeps them; whichever way a superuser is made, its password is held to the rules."""

    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **more: Any
    ) -> "User":
        """Raises ValidationError for a password that the rules refuse."""
        if password is not None:
            validate_password(password, user=User(username=username, email=email or "", **more))
        return super().create_superuser(username, email, password, **more)


class User(AbstractUser):
    """A person who logs in. What they may do follows from their memberships, not from the account."""

    trail_kind = "user"

    first_name = None  # type: ignore[assignment]  # takes Django's field away
    last_name = None  # type: ignore[assignment]  # takes Django's field away
    name = models.CharField("姓名", max_length=60)
    phone = models.CharField("手机号码", max_length=20, blank=True, validators=[validate_telephone])

    objects: ClassVar[Accounts] = Accounts()

    REQUIRED_FIELDS = ["name", "email"]

    class Meta:
        verbose_name = "账号"
        verbose_name_plural = "账号"

    def __str__(self) -> str:
        return self.name or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new password ends the token of the API, and so does switching the account off, whoever does it."""
        ends = not self._state.adding and (self._password is not None or not self.is_active)  # type: ignore[attr-defined]  # Django keeps what was typed there
        with transaction.atomic():
            super().save(*args, **kwargs)
            if ends:
                Token.objects.filter(user=self).delete()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name
