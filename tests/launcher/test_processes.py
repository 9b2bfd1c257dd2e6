"""Nothing that we start outlives us; only one portal runs in a folder."""

import os
import signal
import subprocess
import sys

import pytest

from launcher import locks, process
from launcher.say import Problem

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(600)",
]
PARENT = """
import signal, sys
from pathlib import Path
from launcher import process
child = process.start({command!r}, log=Path({log!r}), parent_death=signal.SIGKILL)
print(child.pid, flush=True)
sys.stdin.read()
"""


def test_a_child_ends_when_its_parent_is_killed(tmp_path):
    code = PARENT.format(command=SLEEPER, log=str(tmp_path / "log"))
    parent = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with parent:
        child = int(parent.stdout.readline())
        assert process.is_running(child, "python")
        parent.kill()
    process.wait_gone(child, 5)
    assert not process.is_running(child, "python")


def test_a_child_that_will_not_end_is_ended(tmp_path):
    log = tmp_path / "log"
    child = process.start(STUBBORN, log=log)
    process.wait_until(lambda: "up" in log.read_text(), child, what="x", log=log, seconds=20)
    process.stop(child, patience=0.2)
    assert child.returncode == -signal.SIGKILL


def test_a_child_that_fell_is_told_with_its_last_words(tmp_path):
    log = tmp_path / "log"
    child = process.start([sys.executable, "-c", "raise SystemExit('no disk')"], log=log)
    with pytest.raises(Problem, match="no disk"):
        process.wait_until(lambda: False, child, what="数据库", log=log, seconds=20)


def test_a_child_that_is_never_ready_is_told(tmp_path):
    log = tmp_path / "log"
    child = process.start(SLEEPER, log=log)
    with pytest.raises(Problem, match="没有就绪"):
        process.wait_until(lambda: False, child, what="数据库", log=log, seconds=0.1)
    process.stop(child)


def test_a_process_number_of_somebody_else_is_not_taken_for_ours():
    assert process.is_running(os.getpid(), "py")
    assert not process.is_running(os.getpid(), "postgres")


def test_a_lock_is_held_by_one_and_says_by_whom(tmp_path):
    path = tmp_path / "run.lock"
    assert locks.holder(path) is None
    with locks.held(path, wait=False) as file:
        file.write("me")
        file.flush()
        assert locks.holder(path) == "me"
        with pytest.raises(locks.Taken) as told, locks.held(path, wait=False):
            pass
        assert told.value.content == "me"
    assert locks.holder(path) is None


def test_a_lock_left_by_a_killed_holder_is_free(tmp_path):
    path = tmp_path / "run.lock"
    code = f"""
import sys
from pathlib import Path
from launcher import locks
with locks.held(Path({str(path)!r}), wait=False) as file:
    file.write("gone"); file.flush(); print("held", flush=True); sys.stdin.read()
"""
    holder = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with holder:
        assert holder.stdout.readline() == "held\n"
        assert locks.holder(path) == "gone"
        holder.kill()
    with locks.held(path, wait=False) as file:
        assert file.read() == ""
