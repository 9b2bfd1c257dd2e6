"""Answers a file of claims, one JSON object a line, with one decision a line. Needs no database."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from subsidies.policies import library
from subsidies.rules import Outcome, PolicyError
from subsidies.rules.batch.batch import BatchSummary, Progress, run_batch

OUTCOMES = {
    Outcome.PAYABLE: "应给予",
    Outcome.NOT_PAYABLE: "不符合条件",
    Outcome.NEEDS_DECISION: "待核定",
    Outcome.NEEDS_PARAMETER: "待公布标准",
    Outcome.CASE_BY_CASE: "一事一议",
    Outcome.INVALID: "填报有误",
}


class Command(BaseCommand):
    """compute_awards --in claims.jsonl --out results.jsonl."""

    help = "逐行计算申报（每行一个JSON对象），逐行给出结论；不需要数据库"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--in", dest="source", required=True, help="申报文件；- 表示标准输入")
        parser.add_argument("--out", dest="sink", required=True, help="结果文件；- 表示标准输出")
        parser.add_argument("--jobs", type=int, default=1, help="同时使用几个进程，默认1")
        parser.add_argument("--no-steps", action="store_true", help="不写计算过程")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["jobs"] < 1:
            raise CommandError("--jobs 应当是不小于1的整数。")
        try:
            with (
                open_source(options["source"]) as source,
                open_sink(options["sink"], options["source"]) as sink,
                progress_bar(options["source"]) as progress,
            ):
                steps = not options["no_steps"]
                summary = run_batch(library, source, sink, jobs=options["jobs"], steps=steps, progress=progress)
        except BrokenPipeError as error:
            _silence_standard_output()
            raise CommandError("结果没有写完：读取结果的一方提前结束了。") from error
        except OSError as error:
            raise CommandError(f"读写时出错：{error.strerror or error}。") from error
        except PolicyError as error:
            raise CommandError(f"政策文件有误：{error}") from error
        self.stderr.write(report(summary), style_func=str)


@contextmanager
def open_source(name: str) -> Iterator[BinaryIO]:
    """The claims as a stream of bytes. Raises CommandError with one sentence when they cannot be read."""
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        source = open(name, "rb")  # noqa: SIM115
    except OSError as error:
        raise CommandError(f"读不了申报文件“{name}”：{_why(error)}。") from error
    with source:
        yield source


@contextmanager
def open_sink(name: str, source: str) -> Iterator[BinaryIO]:
    """Where the answers go. Raises CommandError with one sentence when it cannot be written."""
    if name == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if source != "-" and Path(name).exists() and os.path.samefile(name, source):
        raise CommandError("结果文件不能就是申报文件，请另写一个名字。")
    try:
        sink = open(name, "wb")  # noqa: SIM115
    except OSError as error:
        raise CommandError(f"写不了结果文件“{name}”：{_why(error)}。") from error
    with sink:
        yield sink


def _why(error: OSError) -> str:
    known = {
        FileNotFoundError: "没有这个文件或文件夹",
        PermissionError: "没有权限",
        IsADirectoryError: "它是一个文件夹",
    }
    return known.get(type(error), error.strerror or "系统拒绝")


@contextmanager
def progress_bar(source: str) -> Iterator[Progress | None]:
    """A bar on a terminal, counting bytes of a file or lines of a stream; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    is_file = source != "-" and Path(source).is_file()
    total, unit = (Path(source).stat().st_size, "B") if is_file else (None, "行")
    with tqdm(total=total, unit=unit, unit_scale=True, desc="计算", file=sys.stderr) as bar:
        yield lambda lines, size: bar.update(size if is_file else lines)


def report(summary: BatchSummary) -> str:
    """How many lines had which outcome, for people."""
    rows = [f"  {label}（{outcome}）：{summary.outcomes[outcome]}" for outcome, label in OUTCOMES.items()]
    return "\n".join([f"共 {summary.lines} 行。", *rows])


def _silence_standard_output() -> None:
    """Nothing more can be written there, not even by the interpreter on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
