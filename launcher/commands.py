"""The launcher's commands, and how their troubles reach the person: a sentence, never a traceback."""

from __future__ import annotations

import errno
import signal
import sys
from collections.abc import Callable, Sequence
from types import FrameType

from launcher.say import Problem, line, problem


def _setup(args: Sequence[str]) -> int:
    from launcher import setup

    return setup.main(dev="--dev" in args)


def _run(_args: Sequence[str]) -> int:
    from launcher import run

    return run.main()


def _stop(_args: Sequence[str]) -> int:
    from launcher import instance

    return instance.stop()


def _reset(_args: Sequence[str]) -> int:
    from launcher import reset

    return reset.main()


def _test(args: Sequence[str]) -> int:
    from launcher import testing

    return testing.main(args)


def _mutate(args: Sequence[str]) -> int:
    from launcher import mutating

    return mutating.main(args)


def _fuzz(args: Sequence[str]) -> int:
    from launcher import fuzzing

    return fuzzing.main(args)


def _check(_args: Sequence[str]) -> int:
    from launcher import check

    return check.main()


def _format(_args: Sequence[str]) -> int:
    from launcher import check

    return check.format_code()


def _lock(args: Sequence[str]) -> int:
    from launcher import locking

    return locking.main(upgrade="--upgrade" in args)


def _services(args: Sequence[str]) -> int:
    from launcher import with_services

    return with_services.main(args)


def _dev(args: Sequence[str]) -> int:
    from launcher import dev

    return dev.stop() if "stop" in args else dev.start()


def _bench(args: Sequence[str]) -> int:
    from launcher import bench

    return bench.main(args)


def _doctor(_args: Sequence[str]) -> int:
    from launcher import doctor

    return doctor.main()


COMMANDS: dict[str, tuple[Callable[[Sequence[str]], int], str]] = {
    "setup": (_setup, "建立 .venv 并按锁定文件安装依赖（--dev 连同检查与测试工具）"),
    "run": (_run, "准备一切并启动门户"),
    "stop": (_stop, "停止正在运行的门户"),
    "reset": (_reset, "停止并清空演示数据"),
    "test": (_test, "运行全部测试；其后的参数交给 pytest"),
    "mutate": (_mutate, "变异测试：逐个放入小故障，测试须能发现；其后的参数是文件或文件夹"),
    "fuzz": (_fuzz, "乱敲各个入口；其后的参数交给 pytest（--inputs 3000 -k forms --seed 2）"),
    "check": (_check, "静态检查"),
    "format": (_format, "整理代码格式"),
    "lock": (_lock, "按 pyproject.toml 重写锁定文件（--upgrade 升级版本）"),
    "services": (_services, "services -- 命令：带着临时的 PostgreSQL 和 Valkey 运行一条命令"),
    "dev": (_dev, "dev start|stop：开发用的常驻 PostgreSQL 和 Valkey"),
    "bench": (_bench, "测速；其后的参数交给 benchmarks"),
    "doctor": (_doctor, "检查本机是否齐备"),
}


def run_command(args: Sequence[str]) -> int:
    if not args or args[0] not in COMMANDS:
        for name, (_, text) in COMMANDS.items():
            line(f"  python3 -m launcher {name:9} {text}")
        return 2
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, _interrupt)  # a shell may have started us with SIGINT ignored
    try:
        return COMMANDS[args[0]][0](args[1:])
    except Problem as trouble:
        problem(trouble)
        return 1
    except KeyboardInterrupt:
        print("\n已中断；再运行一次会接着做 (interrupted).", file=sys.stderr, flush=True)
        return 130
    except OSError as error:
        problem(in_words(error))
        return 1


def _interrupt(_signum: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def in_words(error: OSError) -> Problem:
    """An operating system's error as a sentence with a way out."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return Problem(
            f"没有权限：{error.filename or error} (permission denied)。",
            "该文件可能属于另一个用户（例如曾以 root 运行）；用那个用户运行，或由其执行 make reset 并删除 .venv",
        )
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem("磁盘已满 (no space left on device)。", "腾出至少 2 GB 空间，再运行一次")
    return Problem(f"操作系统报错：{error}", "python3 -m launcher doctor 会逐项检查本机")
