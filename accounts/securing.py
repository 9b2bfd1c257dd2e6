"""Verbs about the safety of an account."""

from django.db import transaction

from accounts.actor import Actor
from accounts.models import User
from core import audit


@transaction.atomic
def change_password(*, user: User, password: str, by: Actor) -> User:
    """Give the account a new password that the validators have passed; every other session of the account ends."""
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record(by=by, action="修改密码", subject=user)
    return user
