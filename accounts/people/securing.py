"""Verbs about the safety of an account."""

from django.db import transaction
from rest_framework.authtoken.models import Token

from accounts.actor import Actor
from accounts.models import User
from core import audit

CHANGE_PASSWORD = audit.action("change_password", "修改密码")
WITHDRAW_TOKEN = audit.action("withdraw_token", "撤销接口令牌")
audit.tell_details(account="账号")


@transaction.atomic
def change_password(*, user: User, password: str, by: Actor) -> User:
    """Give the account a new password that the validators have passed.

    Every other session of the account ends, and so does its token of the API.
    """
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record(by=by, action=CHANGE_PASSWORD, subject=user)
    return user


@transaction.atomic
def withdraw_token(*, user: User, by: Actor) -> bool:
    """End the account's token of the API; False when there is none. A new one is given for name and password."""
    gone, _ = Token.objects.filter(user=user).delete()
    if gone:
        audit.record(by=by, action=WITHDRAW_TOKEN, subject=user, detail={"account": user.username})
    return bool(gone)
