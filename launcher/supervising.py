"""The portal's processes and its servers: started together, watched, started again when one falls, stopped together."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher import logs, paths, process
from launcher.say import Problem, warn
from launcher.services import Service

MOST_FALLS, WITHIN_SECONDS = 5, 120.0
Falls = dict[str, list[float]]


@dataclass
class Part:
    """One process: its name (also that of its log) and its command line."""

    name: str
    command: Sequence[str | Path]
    pass_fds: Sequence[int] = ()
    patience: float = 10.0
    child: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return log_of(self.name)

    def start(self, env: Mapping[str, str]) -> None:
        self.child = process.start(self.command, log=self.log, env=env, pass_fds=self.pass_fds, cwd=paths.ROOT)

    def has_fallen(self) -> bool:
        return self.child is not None and self.child.poll() is not None


def start_all(parts: Sequence[Part], env: Mapping[str, str]) -> None:
    for part in parts:
        part.log.parent.mkdir(parents=True, exist_ok=True)
        part.log.write_bytes(b"")
        part.start(env)


def watch(parts: Sequence[Part], env: Mapping[str, str], services: Sequence[Service] = ()) -> None:
    """Start again what has fallen; a Problem when it keeps falling. Never returns otherwise."""
    falls: Falls = {}
    while True:
        time.sleep(0.5)
        look(parts, env, services, falls)
        logs.turn_over(paths.VAR / "log")


def look(parts: Sequence[Part], env: Mapping[str, str], services: Sequence[Service], falls: Falls) -> None:
    """One round of the watch: servers first, since the parts cannot do without them."""
    for service in services:
        if service.has_fallen():
            assert service.server is not None
            _count_fall(service.name, service.server.child.returncode, falls)
            service.start_again()
    for part in parts:
        if part.has_fallen():
            assert part.child is not None
            _count_fall(part.name, part.child.returncode, falls)
            process.stop(part.child)  # what it left in its session
            part.start(env)


def log_of(name: str) -> Path:
    """Where a process or server writes."""
    return paths.VAR / "log" / f"{name}.log"


def _count_fall(name: str, code: int, falls: Falls) -> None:
    now, log = time.monotonic(), log_of(name)
    recent = falls[name] = [moment for moment in falls.get(name, []) if now - moment < WITHIN_SECONDS] + [now]
    if len(recent) >= MOST_FALLS:
        raise Problem(f"{name} 反复退出（{code}），门户停止。\n{process.tail(log)}", f"看上面的原因。完整日志：{log}")
    warn(f"{name} 意外退出（{code}），重新启动。日志：{log}")
    time.sleep(min(len(recent), 3))


def stop_all(parts: Sequence[Part]) -> None:
    """Ask all at once, then wait for each; what does not end in its time is ended."""
    running = [part for part in parts if part.child is not None]
    for part in running:
        assert part.child is not None
        if part.child.poll() is None:
            part.child.send_signal(signal.SIGTERM)
    for part in running:
        assert part.child is not None
        process.stop(part.child, patience=part.patience)
