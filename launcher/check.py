"""`make check`: every static check, all of them even when one fails."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from launcher import fonts, keys, paths, setup
from launcher.say import line

Step = tuple[str, Callable[[], str]]
PRODUCTION = {
    "DJANGO_ALLOWED_HOSTS": "portal.example.org",
    "DJANGO_CSRF_TRUSTED_ORIGINS": "https://portal.example.org",
    "DJANGO_TLS": "1",
    "DJANGO_DEBUG": "0",
    "DJANGO_SETTINGS_MODULE": "jinchuanggu.settings",
}


def main() -> int:
    """Print one line for each step; 1 when any failed."""
    setup.ensure(dev=True)
    fonts.config()
    failed = [name for name, run in steps() if not _report(name, run)]
    line(f"\n✗ 未通过：{'、'.join(failed)}" if failed else "\n✓ 全部检查通过。")
    return int(bool(failed))


def steps() -> list[Step]:
    env = dict(os.environ) | PRODUCTION
    env |= {"DJANGO_SECRET_KEY": keys.kept(paths.VAR / "check.key"), "DATA_DIR": str(paths.VAR / "check")}
    env |= {"IDENTITY_KEY": keys.kept(paths.VAR / "check-identity.key")}
    env |= {"SEALING_KEYS": keys.kept(paths.VAR / "check-sealing.key")}
    env |= {"FONTCONFIG_FILE": str(paths.VAR / "fonts.conf"), "PYTHONUTF8": "1"}

    def command(*parts: str) -> Callable[[], str]:
        return lambda: _output([paths.PYTHON, "-m", *parts], env)

    def manage(*parts: str) -> Callable[[], str]:
        return lambda: _output([paths.PYTHON, "manage.py", *parts], env)

    return [
        ("ruff check", command("ruff", "check", ".")),
        ("ruff format", command("ruff", "format", "--check", ".")),
        ("锁定文件一致且不含地址 (lock files)", lambda: lock_files(paths.ROOT)),
        ("没有仓库外的路径 (no outside paths)", lambda: outside_paths(_tracked())),
        ("lint-imports", lambda: _output([paths.tool("lint-imports")], env)),
        ("屋里的规矩 (house rules)", command("launcher.house")),
        ("vulture", command("launcher.house.unused")),
        ("bandit", command("bandit", "-q", "-ll", "-c", "pyproject.toml", "-r", *packages())),
        ("djlint", command("djlint", "templates", "--lint", "--quiet")),
        ("manage.py check --deploy", manage("check", "--deploy", "--fail-level", "WARNING")),
        ("manage.py makemigrations --check", manage("makemigrations", "--check", "--dry-run")),
        ("manage.py lint_policies", manage("lint_policies")),
        ("manage.py check_examples", manage("check_examples")),
        ("manage.py check_matters", manage("check_matters")),
        ("mypy", lambda: _output([paths.tool("mypy")], env)),
    ]


def packages() -> list[str]:
    """The project's own Python packages, tests apart."""
    return sorted(path.parent.name for path in paths.ROOT.glob("*/__init__.py") if path.parent.name != "tests")


def format_code() -> int:
    setup.ensure(dev=True)
    ruff = [str(paths.PYTHON), "-m", "ruff"]
    subprocess.run([*ruff, "check", "--fix-only", "."], cwd=paths.ROOT)
    subprocess.run([*ruff, "format", "."], cwd=paths.ROOT)
    return 0


def _report(name: str, run: Callable[[], str]) -> bool:
    began = time.monotonic()
    trouble = run()
    line(f"{'✗' if trouble else '✓'} {name}（{time.monotonic() - began:.1f} 秒）{'失败' if trouble else ''}")
    if trouble:
        line("\n".join("    " + text for text in trouble.splitlines()))
    return not trouble


def _output(command: Sequence[str | Path], env: Mapping[str, str]) -> str:
    """Empty when the command succeeded, else what it said."""
    done = subprocess.run(
        [str(part) for part in command], env=dict(env), cwd=paths.ROOT, capture_output=True, text=True, check=False
    )
    return (done.stdout + done.stderr).strip() or f"退出状态 {done.returncode}" if done.returncode else ""


def lock_files(root: Path) -> str:
    """No registry address in any lock file, and each runtime pin is the same in the development lock."""
    texts = {name: (root / name).read_text() for name in (setup.RUNTIME, setup.DEV, setup.INSTALLER)}
    troubles = [f"{name} 含有地址：{found}" for name, text in texts.items() for found in re.findall(r"\S*://\S*", text)]
    runtime, dev = pins(texts[setup.RUNTIME]), pins(texts[setup.DEV])
    troubles += [f"{pin} 不在 {setup.DEV} 中，运行 make lock" for pin in sorted(runtime - dev)]
    return "\n".join(troubles)


def pins(lock: str) -> set[str]:
    return set(re.findall(r"^(\S+==.+?) \\$", lock, re.MULTILINE))


def outside_paths(files: Sequence[Path]) -> str:
    """Nothing may refer to a folder beside the repository or to the machine it was made on."""
    forbidden = re.compile(r"\.\./" + r"shared\b")
    troubles = []
    for path in files:
        try:
            text = path.read_text()
        except (UnicodeDecodeError, OSError):
            continue
        troubles += [f"{path}: {found.group()}" for found in forbidden.finditer(text)]
    return "\n".join(troubles)


def _tracked() -> list[Path]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True)
    return [paths.ROOT / name for name in done.stdout.split("\0") if name and (paths.ROOT / name).is_file()]
