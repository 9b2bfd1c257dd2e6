"""Valkey (speaks Redis' protocol) from the packaged binary: nothing on disk, a password, this machine only."""

from __future__ import annotations

import signal
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from launcher import keys, paths, process

CONFIG = """bind 127.0.0.1
port {port}
requirepass {password}
save ""
appendonly no
maxmemory 256mb
maxmemory-policy noeviction
dir {folder}
"""


@dataclass
class ValkeyServer:
    child: subprocess.Popen[bytes]
    url: str

    def stop(self) -> None:
        process.stop(self.child)


def start(folder: Path, port: int, *, parent_death: int | None = signal.SIGTERM) -> ValkeyServer:
    """Start the server; what it holds is lost when it stops, the truth is in PostgreSQL (outbox)."""
    log, config = folder / "log" / "valkey.log", folder / "valkey.conf"
    password = keys.kept(folder / "valkey.password", 24)
    config.unlink(missing_ok=True)
    config.touch(mode=0o600)
    config.write_text(CONFIG.format(port=port, password=password, folder=f'"{folder}"'))
    child = process.start([paths.valkey_server(), config], log=log, parent_death=parent_death)
    try:
        process.wait_until(lambda: _answers(port, password), child, what="Valkey", log=log, seconds=20)
    except BaseException:
        process.stop(child)
        raise
    return ValkeyServer(child, f"redis://:{password}@127.0.0.1:{port}/0")


def _answers(port: int, password: str) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as sock:
            sock.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            return b"+PONG" in _read(sock)
    except OSError:
        return False


def _read(sock: socket.socket) -> bytes:
    answer = b""
    while answer.count(b"\r\n") < 2:
        part = sock.recv(256)
        if not part:
            break
        answer += part
    return answer
