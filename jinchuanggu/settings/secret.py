"""Keys outside the database: the one that signs sessions and forms, the one under which identity numbers are hashed.

Whoever knows the first logs in as anybody, whoever knows the second can try numbers out. The placeholder is known to
all.
"""

from django.core.exceptions import ImproperlyConfigured

PLACEHOLDER = "only-for-commands-that-need-no-secret-" + "0" * 32


def refuse_placeholder(key: str, name: str = "DJANGO_SECRET_KEY") -> None:
    """Raise ImproperlyConfigured when no key of one's own is set."""
    if key.strip() in ("", PLACEHOLDER):
        raise ImproperlyConfigured(
            f"没有设置 {name}，不能启动。请设一个只有本单位知道的长随机串："
            'python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
