"""Children that never outlive their parent, and that may run as somebody else than root."""

from __future__ import annotations

import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from launcher.say import Problem

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP = 28, 4
PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 47, 2
CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION_3 = 0x20080522
CLONE_NEWUSER = 0x10000000
INNER_ID = 1000

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

Prepare = Callable[[], None]


def die_with_parent(signum: int) -> Prepare:
    """For `preexec_fn`: the kernel sends `signum` when the parent is gone (Linux; elsewhere nothing happens)."""
    parent = os.getpid()
    return lambda: die_with(parent, signum)


def die_with(parent: int, signum: int) -> None:
    """From now on the kernel sends us `signum` when our parent is gone; end at once when it is gone already."""
    if _libc is None:
        return
    _libc.prctl(PR_SET_PDEATHSIG, signum, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def enter_user_namespace() -> None:
    """For `preexec_fn` as root: still root for the files outside, but not root for PostgreSQL, which refuses root."""
    if _libc is None or _libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare(CLONE_NEWUSER)")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{INNER_ID} 0 1")
    Path("/proc/self/gid_map").write_text(f"{INNER_ID} 0 1")


def become_nobody() -> None:
    """For `preexec_fn` as root: drop to the user `nobody` for good."""
    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)


def become_nobody_who_reaches_everything() -> None:
    """As `become_nobody`, but passing closed folders: for a repository under /root, which is often 0700."""
    if _libc is None or _libc.prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_SECUREBITS)")
    become_nobody()
    mask = 1 << CAP_DAC_OVERRIDE
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    effective_permitted_inheritable = (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0)
    if _libc.capset(header, effective_permitted_inheritable) != 0:
        raise OSError(ctypes.get_errno(), "capset")
    if _libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_CAP_AMBIENT)")


def start(
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    prepare: Prepare | None = None,
    parent_death: int | None = signal.SIGTERM,
    pass_fds: Sequence[int] = (),
    cwd: Path | str | None = None,
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, so that Ctrl-C reaches only the launcher; output goes to `log`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=dict(env) if env is not None else None,
            preexec_fn=_before(prepare, parent_death),
            start_new_session=True,
            pass_fds=pass_fds,
            cwd=cwd,
        )


def _before(prepare: Prepare | None, parent_death: int | None) -> Prepare:
    """What the child does before it becomes its program."""
    die = die_with_parent(parent_death) if parent_death else None

    def preexec() -> None:
        if prepare:
            prepare()
        if die:  # last: the kernel forgets it when the credentials change
            die()

    return preexec


def stop(child: subprocess.Popen[bytes], signum: int = signal.SIGTERM, patience: float = 10.0) -> None:
    """Ask the child to end; after `patience` seconds end it and all of its session."""
    if child.poll() is None:
        child.send_signal(signum)
        with suppress(subprocess.TimeoutExpired):
            child.wait(patience)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def stop_gently(child: subprocess.Popen[bytes], patience: float = 15.0) -> None:
    """For a child in our own process group, which Ctrl-C reached too: let it end, then insist."""
    try:
        child.wait(2)
    except subprocess.TimeoutExpired:
        child.terminate()
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def adopt_orphans() -> None:
    """Grandchildren whose parent died come to us, so that `end_orphans` finds them."""
    if _libc is not None:
        _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_orphans() -> None:
    """Kill every process that is still our child: called last, when all that we know of has been stopped."""
    if _libc is None:
        return
    for _round in range(20):
        children = _children_of(os.getpid())
        if not children:
            return
        for pid in children:
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            except (ProcessLookupError, ChildProcessError):
                pass


def _children_of(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            stat = (entry / "stat").read_text()
        except OSError:
            continue
        if int(stat.rpartition(")")[2].split()[1]) == pid:
            found.append(int(entry.name))
    return found


def is_running(pid: int, name: str) -> bool:
    """Whether `pid` lives and its program is called `name` (a bare pid may belong to anybody after a restart)."""
    if not _lives(pid):
        return False
    comm = Path(f"/proc/{pid}/comm")
    return comm.read_text().strip().startswith(name) if comm.exists() else sys.platform != "linux"


def wait_gone(pid: int, seconds: float) -> None:
    """Wait for a process that is not our child; after `seconds` end it."""
    deadline = time.monotonic() + seconds
    while _lives(pid):
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z" if sys.platform == "linux" else True
    except OSError:
        return False


def wait_until(
    ready: Callable[[], bool],
    child: subprocess.Popen[bytes],
    *,
    what: str,
    log: Path,
    seconds: float,
    pause: float = 0.05,
) -> None:
    """Poll until `ready()`; a child that ends or takes too long is a Problem with the last lines of its log."""
    deadline = time.monotonic() + seconds
    while not ready():
        if child.poll() is not None:
            raise Problem(
                f"{what} 启动后退出了（{child.returncode}）。\n{tail(log)}", f"看上面最后几行，完整日志：{log}"
            )
        if time.monotonic() > deadline:
            raise Problem(f"{what} 在 {seconds:.0f} 秒内没有就绪。\n{tail(log)}", f"看上面最后几行，完整日志：{log}")
        time.sleep(pause)


def tail(log: Path, lines: int = 15) -> str:
    if not log.exists():
        return ""
    return "\n".join("    " + text for text in log.read_text(errors="replace").splitlines()[-lines:])
