"""The rules for passwords, each refusal as a sentence that says how to put it right."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User

HELP = "至少10位，不能全是数字，不要用常见密码，也不要与登录名或姓名相近。"
_SENTENCES = {
    "password_too_short": "密码太短，至少要10位。",
    "password_too_similar": "密码与登录名或姓名太相近，请换一个。",
    "password_too_common": "这个密码太常见，容易被猜到，请换一个。",
    "password_entirely_numeric": "密码不能全是数字，请加上字母或符号。",
}


def check_password(password: str, user: User) -> None:
    """Raise ValidationError with one sentence for each rule of the settings that the password breaks."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError([_sentence(row) for row in error.error_list]) from error


def _sentence(error: ValidationError) -> ValidationError:
    code = error.code or ""
    return ValidationError(_SENTENCES.get(code, " ".join(error.messages)), code=code)
