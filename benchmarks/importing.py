"""python -m benchmarks.importing [rows]: a sheet of certificates brought in, beside the library's own two ways.

Rows are new but for one in a hundred, which is wrong in one of the ways that sheets are. Everything happens in a
transaction that is taken back; the database wants the reference data (`manage.py load_reference`). Each way runs in a
process of its own, so that its memory can be told. The library goes through fewer rows, since it would take an hour.
"""

from __future__ import annotations

import io
import os
import random
import resource as limits
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import django
import xlsxwriter

from benchmarks.engine import say

ROWS, LIBRARY_ROWS, BULK_ROWS, APPLICANTS = 100_000, 1_000, 10_000, 2_000
HEADS = ("统一社会信用代码", "类别", "级别", "证书编号", "发证日期", "有效期至", "第几次认定")
FAULTS = (
    {0: "91140400MA00000000"}, {1: "高新企业"}, {4: "2026-13-40"}, {6: "三"}, {3: ""}, {5: "2020-01-01"},
)  # fmt: skip


def rows(count: int, codes: list[str]) -> list[list[str]]:
    """Certificates of so many applicants; the same count gives the same rows."""
    draw = random.Random(5)
    made = []
    for number in range(count):
        row = [
            codes[number % len(codes)], "高新技术企业", "", f"GR{number:08d}", f"2026-0{1 + number % 9}-15",
            "2029-12-31", "1",
        ]  # fmt: skip
        if number % 100 == 99:
            for place, cell in draw.choice(FAULTS).items():
                row[place] = cell
        made.append(row)
    return made


def workbook(lines: list[list[str]]) -> bytes:
    """The rows as an office would hand them in."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate([list(HEADS), *lines]):
            sheet.write_row(number, 0, line)
    return stream.getvalue()


def timed(what: str, count: int, work: Callable[[], Any]) -> None:
    """Do it once; print rows, seconds, rows a second and the most memory that the process has had."""
    begun = time.perf_counter()
    found = work()
    seconds = time.perf_counter() - begun
    most = limits.getrusage(limits.RUSAGE_SELF).ru_maxrss // 1024
    say(f"{what}|{count}|{seconds:.2f}|{count / seconds:.0f}|{most}|{found}")


def main() -> None:
    """Each way in a process of its own, then the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    told = []
    for way, number in (("ours", count), ("library", LIBRARY_ROWS), ("bulk", BULK_ROWS)):
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.importing", way, str(number)], check=True, capture_output=True, text=True
        )
        told += [line.split("|") for line in done.stdout.splitlines() if "|" in line]
    say(f"{'way':34}{'rows':>9}{'seconds':>10}{'rows/s':>9}{'MB':>6}  found")
    for what, number, seconds, speed, most, found in told:
        say(f"{what:34}{number:>9}{seconds:>10}{speed:>9}{most:>6}  {found}")
    speeds = {row[0]: float(row[3]) for row in told}
    for step in ("dry run", "written"):
        for beside in ("library as it comes", "library in bulk"):
            ratio = speeds[f"ours, {step}"] / speeds[f"{beside}, {step}"]
            say(f"{step}: {ratio:.0f} times as quick as the {beside}")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinchuanggu.settings")
        django.setup()
        from benchmarks.importing_ways import run_way
        from core.walls.acting import Identity, become

        become(Identity(everywhere="benchmarks.importing"))

        run_way(sys.argv[1], int(sys.argv[2]))
    else:
        main()
