"""`python3 -m launcher doctor`: what this machine has and lacks, item by item, without changing anything."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

from launcher import chromium, libraries, locks, paths, ports, postgres, services, setup, stamps
from launcher.instance import LOCK
from launcher.say import Problem, line

Finding = tuple[bool, str]


def main() -> int:
    """Print each finding; 1 when something that `make run` needs is missing."""
    findings = [(name, *look()) for name, look in LOOKS]
    for name, good, text in findings:
        line(f"{'✓' if good else '✗'} {name}：{text}")
    return int(not all(good for name, good, _ in findings if name not in OPTIONAL))


def _python() -> Finding:
    modules = all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))
    return modules, platform.python_version() + ("" if modules else "，缺 venv 模块：apt-get install python3-venv")


def _installed(dev: bool) -> Finding:
    done = stamps.covers(stamps.read(setup.STAMP), setup.wanted(dev=dev))
    return done, "与锁定文件一致" if done else f"未安装或已过时：make {'test' if dev else 'setup'} 会安装"


def _disk() -> Finding:
    free = shutil.disk_usage(paths.ROOT).free
    return free >= setup.NEEDED_BYTES, f"{free // 1024**2} MB 可用"


def _port() -> Finding:
    try:
        sock, remark = ports.listen_for_web("127.0.0.1", os.environ.get("PORT", ""))
    except Problem as trouble:
        return False, str(trouble)
    with sock:
        return True, remark or f"{sock.getsockname()[1]} 空闲"


def _server(variable: str, package: str) -> Finding:
    url = os.environ.get(variable)
    if not url:
        return True, f"未设 {variable}，使用自带的 {package}"
    where = urlsplit(url)
    default = 5432 if variable == "DATABASE_URL" else 6379
    try:
        socket.create_connection((where.hostname or "127.0.0.1", where.port or default), timeout=3).close()
    except OSError as error:
        return False, f"{services.without_password(url)} 连不上：{error}"
    return True, f"{services.without_password(url)} 可连接"


def _root() -> Finding:
    if os.geteuid() != 0:
        return True, "普通用户"
    if not stamps.read(setup.STAMP):
        return True, "root；安装后才知道 PostgreSQL 能以谁的身份运行"
    paths.VAR.mkdir(exist_ok=True)
    try:
        how = postgres.how_not_root(paths.VAR)
    except Problem as trouble:
        return False, str(trouble)
    return True, "root；PostgreSQL " + ("以 nobody 运行" if how in postgres.AS_NOBODY else "在用户命名空间里运行")


def _libraries() -> Finding:
    lacking = libraries.missing()
    return not lacking, f"缺：apt-get install {' '.join(lacking)}" if lacking else "齐备"


def _browser() -> Finding:
    found = chromium.find()
    return bool(found), found or "没有 Chromium，make test 会设法安装；没有它，浏览器测试不会运行"


def _running() -> Finding:
    return True, "正在运行（make stop 停止）" if locks.holder(LOCK) is not None else "没有运行"


LOOKS: tuple[tuple[str, Callable[[], Finding]], ...] = (
    ("Python", _python),
    ("运行依赖", lambda: _installed(dev=False)),
    ("开发依赖", lambda: _installed(dev=True)),
    ("磁盘", _disk),
    ("端口", _port),
    ("用户", _root),
    ("数据库", lambda: _server("DATABASE_URL", "PostgreSQL")),
    ("消息队列", lambda: _server("REDIS_URL", "Valkey")),
    ("PDF 系统库", _libraries),
    ("浏览器", _browser),
    ("门户", _running),
)
OPTIONAL = {"运行依赖", "开发依赖", "浏览器"}
