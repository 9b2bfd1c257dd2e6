"""The layout process of this process: started with the first paper, kept while there is work, replaced when it fell.

It runs core.documents.child, or another module that serves the same frames, in a bare environment: no secrets, no
system fonts, scratch space of its own.
"""

import atexit
import os
import select
import shutil
import signal
import subprocess  # nosec B404
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

_HERE = Path(__file__).resolve().parent
_KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")


class Press:
    """Prints one paper at a time; safe between threads, and a forked process gets a press of its own."""

    def __init__(self, module: str = "core.documents.child") -> None:
        self._module = module
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._scratch = ""

    def print(self, page: bytes, wall_seconds: float) -> tuple[int, bytes]:
        """Status and payload as core.documents.child frames them.

        Raises TimeoutError or another OSError; whatever still ran has then been killed.
        """
        with self._lock:
            try:
                return self._ask(page, time.monotonic() + wall_seconds)
            except BaseException:
                self.close()
                raise

    def _ask(self, page: bytes, deadline: float) -> tuple[int, bytes]:
        process = self._running()
        _send(cast(IO[bytes], process.stdin).fileno(), len(page).to_bytes(8) + page, deadline)
        out = cast(IO[bytes], process.stdout).fileno()
        header = _receive(out, 9, deadline)
        return header[0], _receive(out, int.from_bytes(header[1:]), deadline)

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._owner != os.getpid():  # first use, or inherited by fork: then it is our parent's
            self._process, self._owner = None, os.getpid()
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            self._scratch = tempfile.mkdtemp(prefix="paper-")
            self._process = _start(self._module, self._scratch)
        return self._process

    def close(self) -> None:
        """End the layout process and all that it started, and remove its scratch space."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                cast(IO[bytes], pipe).close()
        process.wait()
        shutil.rmtree(self._scratch, ignore_errors=True)


def _start(module: str, scratch: str) -> "subprocess.Popen[bytes]":
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= {"PYTHONPATH": str(_HERE.parents[1]), "FONTCONFIG_FILE": str(_HERE / "fonts.conf")}
    environment |= {"TMPDIR": scratch, "HOME": scratch, "XDG_CACHE_HOME": scratch, "LANG": "C.UTF-8"}
    environment |= {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(  # nosec B603
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        cwd=scratch,
        env=environment,
        start_new_session=True,
    )
    os.set_blocking(cast(IO[bytes], process.stdin).fileno(), False)
    return process


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _send(descriptor: int, content: bytes, deadline: float) -> None:
    rest = memoryview(content)
    while rest:
        if select.select([], [descriptor], [], _left(deadline))[1]:
            rest = rest[os.write(descriptor, rest) :]


def _receive(descriptor: int, size: int, deadline: float) -> bytes:
    """Exactly `size` bytes; TimeoutError at the deadline, ConnectionError when the process is gone."""
    received = bytearray()
    while len(received) < size:
        if select.select([descriptor], [], [], _left(deadline))[0]:
            chunk = os.read(descriptor, min(size - len(received), 1 << 20))
            if not chunk:
                raise ConnectionError("the layout process ended")
            received += chunk
    return bytes(received)


PRESS = Press()
atexit.register(PRESS.close)
