"""The key that signs sessions and forms: whoever knows it logs in as anybody, and the placeholder is known to all."""

from django.core.exceptions import ImproperlyConfigured

PLACEHOLDER = "only-for-commands-that-need-no-secret-" + "0" * 32


def refuse_placeholder(key: str) -> None:
    """Raise ImproperlyConfigured when no key of one's own is set."""
    if key.strip() in ("", PLACEHOLDER):
        raise ImproperlyConfigured(
            "没有设置 DJANGO_SECRET_KEY，不能启动。请设一个只有本单位知道的长随机串："
            'python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
