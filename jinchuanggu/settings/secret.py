"""Keys outside the database: one signs sessions, one hashes identity numbers, the others seal them for payment.

Whoever knows the first logs in as anybody, whoever knows the second can try numbers out, whoever knows one of the
others reads what it sealed. The placeholder is known to all.
"""

from collections.abc import Iterable

from django.core.exceptions import ImproperlyConfigured

PLACEHOLDER = "only-for-commands-that-need-no-secret-" + "0" * 32


def refuse_placeholders(secret: str, identity: str, sealing: Iterable[str]) -> None:
    """Raise ImproperlyConfigured for the first key of which no own one is set."""
    for name, keys in (("DJANGO_SECRET_KEY", [secret]), ("IDENTITY_KEY", [identity]), ("SEALING_KEYS", list(sealing))):
        for key in keys or [""]:
            _refuse_placeholder(key, name)


def _refuse_placeholder(key: str, name: str) -> None:
    if key.strip() in ("", PLACEHOLDER):
        raise ImproperlyConfigured(
            f"没有设置 {name}，不能启动。请设一个只有本单位知道的长随机串："
            'python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
