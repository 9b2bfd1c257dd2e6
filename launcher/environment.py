"""The environment of the portal's processes; what the person has set already wins."""

from __future__ import annotations

import os
from collections.abc import Mapping

from launcher import fonts, keys, paths, services

WRITTEN = (
    "DATABASE_URL", "REDIS_URL", "DATA_DIR", "DJANGO_SECRET_KEY", "IDENTITY_KEY", "SEALING_KEYS",
    "FONTCONFIG_FILE",
)  # fmt: skip
COUNTS, NO_BROWSER = "JINCHUANGGU_TEST_COUNTS", "JINCHUANGGU_NO_BROWSER"  # from `make test` to launcher.reporting


def application(urls: Mapping[str, str]) -> dict[str, str]:
    """For manage.py, gunicorn, celery and tests."""
    ours = {
        "DJANGO_SETTINGS_MODULE": "jinchuanggu.settings",
        "DJANGO_SECRET_KEY": keys.kept(paths.VAR / "secret.key"),
        "IDENTITY_KEY": keys.kept(paths.VAR / "identity.key"),
        "SEALING_KEYS": keys.kept(paths.VAR / "sealing.key"),
        "DATA_DIR": str(paths.VAR),
        "FONTCONFIG_FILE": str(fonts.config()),
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
    }
    return ours | dict(os.environ) | dict(urls)


def serving(env: Mapping[str, str]) -> dict[str, str]:
    """For the processes that serve: they do not know who owns the database."""
    return {key: value for key, value in env.items() if key != services.OWNER}


def write_for_commands(env: Mapping[str, str]) -> None:
    """var/run.env: `manage.py` in another shell then finds the running servers; removed when they stop."""
    path = paths.VAR / "run.env"
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text("".join(f"{key}={env[key]}\n" for key in WRITTEN))


def forget_for_commands() -> None:
    (paths.VAR / "run.env").unlink(missing_ok=True)
