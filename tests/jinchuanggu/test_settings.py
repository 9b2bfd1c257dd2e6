"""What production must not start with."""

import os
import subprocess
import sys

import pytest

from jinchuanggu.settings.secret import PLACEHOLDER

SETTINGS = "import jinchuanggu.settings"
SERVED = "import jinchuanggu.wsgi"


KEYS = {"DJANGO_SECRET_KEY": "x" * 60, "IDENTITY_KEY": "y" * 60, "SEALING_KEYS": "z" * 60}


def started(code: str, tmp_path, **told: str) -> subprocess.CompletedProcess[str]:
    """A process that has nothing in its environment but what is told."""
    bare = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "PYTHONUTF8": "1", "PYTHONPATH": os.getcwd()}
    return subprocess.run([sys.executable, "-c", code], env=bare | told, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (SETTINGS, {"DJANGO_TLS": "1"}),
        (SETTINGS, {"DJANGO_TLS": "1", "DJANGO_SECRET_KEY": ""}),
        (SETTINGS, {"DJANGO_TLS": "1", "DJANGO_SECRET_KEY": PLACEHOLDER}),
        (SERVED, {}),
    ],
    ids=["behind-tls", "empty", "the-placeholder-itself", "served-without-tls"],
)
def test_without_a_key_of_its_own_the_portal_does_not_start(code: str, told: dict[str, str], tmp_path) -> None:
    ended = started(code, tmp_path, **told)
    assert ended.returncode
    assert "没有设置 DJANGO_SECRET_KEY，不能启动。" in ended.stderr


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (SETTINGS, {}),
        (SETTINGS, {"DJANGO_TLS": "1"} | KEYS),
        (SERVED, KEYS),
        (SERVED, {"DJANGO_DEBUG": "1"}),
    ],
    ids=["a-command", "behind-tls", "served", "tried-out"],
)
def test_with_its_key_or_where_none_is_needed_it_starts(code: str, told: dict[str, str], tmp_path) -> None:
    ended = started(code, tmp_path, **told)
    assert not ended.returncode, ended.stderr


@pytest.mark.parametrize(
    ("code", "told"), [(SETTINGS, {"DJANGO_TLS": "1"}), (SERVED, {})], ids=["behind-tls", "served-without-tls"]
)
def test_without_the_key_of_identity_numbers_it_does_not_start_either(
    code: str, told: dict[str, str], tmp_path
) -> None:
    ended = started(code, tmp_path, **told, DJANGO_SECRET_KEY="x" * 60)
    assert ended.returncode
    assert "没有设置 IDENTITY_KEY，不能启动。" in ended.stderr


@pytest.mark.parametrize("sealing", [{}, {"SEALING_KEYS": ""}, {"SEALING_KEYS": f"{'z' * 60},{PLACEHOLDER}"}])
def test_without_keys_that_seal_or_with_a_known_one_among_them_it_does_not_start(
    sealing: dict[str, str], tmp_path
) -> None:
    keys = {name: key for name, key in KEYS.items() if name != "SEALING_KEYS"}
    ended = started(SERVED, tmp_path, **keys, **sealing)
    assert ended.returncode
    assert "没有设置 SEALING_KEYS，不能启动。" in ended.stderr
