"""`make run`: everything from a fresh clone to an address with demo logins, and all of it gone after Ctrl-C."""

from __future__ import annotations

import ipaddress
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TextIO

from launcher import environment, instance, libraries, loading, paths, ports, process, services, setup, supervising
from launcher.say import line, step, warn
from launcher.supervising import Part

CELERY = ("-m", "celery", "-A", "jinchuanggu")


def main() -> int:
    signal.signal(signal.SIGHUP, signal.getsignal(signal.SIGTERM))
    process.adopt_orphans()
    if os.environ.get("MAKELEVEL"):
        process.die_with(os.getppid(), signal.SIGTERM)
    setup.ensure(dev=False)
    libraries.ensure()
    with instance.only_one() as lock, _nothing_left_behind():
        host = os.environ.get("BIND") or "127.0.0.1"
        web, remark = ports.listen_for_web(host, os.environ.get("PORT", ""))
        if remark:
            warn(remark)
        if not _stays_here(host):
            warn(f"BIND={host}：同一网络里的人都能打开这个门户，而演示账号的密码是公开的。只在可信的网络里这样用。")
        own: list[services.Service] = []
        with web, services.running(paths.VAR, started_here=own) as urls:
            env = environment.application(urls) | {"DJANGO_ALLOWED_HOSTS": _allowed_hosts(host)}
            env.setdefault("PUBLIC_ADDRESS", _address(web))
            loading.ensure(env, ours=not os.environ.get("DATABASE_URL"))
            _serve(web, environment.serving(env), lock, own)
    return 0


def _stays_here(host: str) -> bool:
    """Whether an address is open to this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _serve(web: socket.socket, env: Mapping[str, str], lock: TextIO, own: Sequence[services.Service]) -> None:
    address = _address(web)
    all_parts = parts(web.fileno())
    environment.write_for_commands(env)
    try:
        with step("启动网站、后台任务、定时任务与发件箱"):
            supervising.start_all(all_parts, env)
            logins = _demo_logins(env)
            _wait_for_web(address, all_parts[0])
        instance.announce(lock, address)
        line(f"\n{logins}\n\n晋创谷门户已启动：{address}\n按 Ctrl-C 停止（数据保留）；日志在 {paths.VAR / 'log'}\n")
        supervising.watch(all_parts, env, own)
    except KeyboardInterrupt:
        line("\n正在停止……")
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    finally:
        supervising.stop_all(all_parts)
        environment.forget_for_commands()
    line("✓ 已停止；数据保留在 var/，再运行 make run 继续。")


def parts(web_fd: int) -> list[Part]:
    """The four processes; the web server gets a socket that already listens, so nobody can take its port."""
    python = paths.PYTHON
    gunicorn: paths.Command = [python, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "--bind", f"fd://{web_fd}"]
    worker: paths.Command = [python, *CELERY, "worker", "--loglevel", "INFO", "--concurrency", "2"]
    worker += ["--without-gossip", "--without-mingle"]
    beat: paths.Command = [python, *CELERY, "beat", "--loglevel", "INFO", "--pidfile="]
    beat += ["-s", paths.VAR / "celerybeat-schedule"]
    return [
        Part("web", [*gunicorn, "jinchuanggu.wsgi:application"], pass_fds=[web_fd]),
        Part("worker", worker, patience=20.0),
        Part("beat", beat),
        Part("relay", loading.manage("relay_outbox")),
    ]


@contextmanager
def _nothing_left_behind() -> Iterator[None]:
    try:
        yield
    finally:
        process.end_orphans()


def _address(web: socket.socket) -> str:
    host, port = web.getsockname()[:2]
    if _is_every_address(host):
        host = "::1" if ":" in host else "127.0.0.1"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _is_every_address(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _allowed_hosts(host: str) -> str:
    chosen = os.environ.get("DJANGO_ALLOWED_HOSTS")
    names = ["*"] if _is_every_address(host) else [host]
    return chosen or ",".join(dict.fromkeys(["127.0.0.1", "localhost", "[::1]", *names]))


def _demo_logins(env: Mapping[str, str]) -> str:
    done = subprocess.run(loading.manage("demo_logins"), capture_output=True, text=True, env=dict(env), cwd=paths.ROOT)
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        return "（演示账号列表取不到：manage.py demo_logins 失败）"
    return done.stdout.rstrip()


def _wait_for_web(address: str, web: Part) -> None:
    assert web.child is not None
    process.wait_until(lambda: _answers(address), web.child, what="网站", log=web.log, seconds=240, pause=0.3)


def _answers(address: str) -> bool:
    """Whether the front page (or the login page it leads to) answers 200; proxies are for elsewhere."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=10) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
