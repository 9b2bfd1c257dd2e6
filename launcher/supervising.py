"""The portal's own processes: started together, watched, started again when one falls, stopped together."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from launcher import paths, process
from launcher.say import Problem, warn

MOST_FALLS, WITHIN_SECONDS = 5, 120.0


@dataclass
class Part:
    """One process: its name (also that of its log) and its command line."""

    name: str
    command: Sequence[str | Path]
    pass_fds: Sequence[int] = ()
    patience: float = 10.0
    child: subprocess.Popen[bytes] | None = None
    falls: list[float] = field(default_factory=list)

    @property
    def log(self) -> Path:
        return paths.VAR / "log" / f"{self.name}.log"

    def start(self, env: Mapping[str, str]) -> None:
        self.child = process.start(self.command, log=self.log, env=env, pass_fds=self.pass_fds, cwd=paths.ROOT)

    def has_fallen(self) -> bool:
        return self.child is not None and self.child.poll() is not None


def start_all(parts: Sequence[Part], env: Mapping[str, str]) -> None:
    for part in parts:
        part.log.parent.mkdir(parents=True, exist_ok=True)
        part.log.write_bytes(b"")
        part.start(env)


def watch(parts: Sequence[Part], env: Mapping[str, str]) -> None:
    """Start a fallen part again; a Problem when it keeps falling. Never returns otherwise."""
    while True:
        time.sleep(0.5)
        for part in parts:
            if part.has_fallen():
                _count_fall(part)
                part.start(env)


def _count_fall(part: Part) -> None:
    assert part.child is not None
    now = time.monotonic()
    part.falls = [moment for moment in part.falls if now - moment < WITHIN_SECONDS] + [now]
    code = part.child.returncode
    if len(part.falls) >= MOST_FALLS:
        raise Problem(
            f"{part.name} 反复退出（{code}），门户停止。\n{process.tail(part.log)}",
            f"看上面的原因。完整日志：{part.log}",
        )
    warn(f"{part.name} 意外退出（{code}），重新启动。日志：{part.log}")
    process.stop(part.child)  # what it left in its session
    time.sleep(min(len(part.falls), 3))


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
