"""Where packages come from: pip's own settings, handed to uv as well; and why fetching them failed, in words."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from launcher import paths, process
from launcher.say import Problem

CAUSES = (
    (r"no space left", "磁盘已满 (no space left)。", "腾出至少 2 GB 空间，再运行一次"),
    (
        r"hash mismatch|do not match the hashes",
        "下载到的软件包与锁定文件的校验和不符 (hash mismatch)。",
        "多半是镜像或代理改动了软件包；换一个软件源（PIP_INDEX_URL），再运行一次",
    ),
    (
        r"resolve|dns|connect|timed? ?out|network|unreachable|proxy|certificate|no matching distribution|not found in",
        "软件包取不到，多半是没有网络 (no network, or the package index cannot be reached)。",
        "检查网络；要用代理就设 HTTPS_PROXY，要用镜像就设 PIP_INDEX_URL，再运行一次（会接着做）",
    ),
)


def environment() -> dict[str, str]:
    """Our environment for pip and uv; uv reads no pip.conf, so it is told pip's index, unless it has its own."""
    env = dict(os.environ) | {"PYTHONUTF8": "1"}
    if not os.access(os.path.expanduser("~"), os.W_OK):
        env.setdefault("UV_CACHE_DIR", str(paths.VAR / "cache" / "uv"))
        env.setdefault("PIP_CACHE_DIR", str(paths.VAR / "cache" / "pip"))
    own = any(env.get(key) for key in ("UV_DEFAULT_INDEX", "UV_INDEX_URL"))
    if not own and (url := _pip_index()):
        env["UV_DEFAULT_INDEX"] = url
    return env


def _pip_index() -> str:
    command: paths.Command = [paths.PYTHON, "-m", "pip", "config", "list"]
    done = subprocess.run(command, capture_output=True, text=True)
    return index_of(done.stdout)


def index_of(config: str) -> str:
    """The index address in the output of `pip config list`; what the environment says wins over the files."""
    found = re.findall(r"^(:env:|[a-z]+)\.index-url='([^']*)'", config, re.MULTILINE)
    by_source = dict(found)
    return by_source.get(":env:") or next(iter(by_source.values()), "")


def failure(what: str, output: str, log: Path) -> Problem:
    """The trouble in words: the first known cause that the output names, else the output's own last lines."""
    for pattern, sentence, way_out in CAUSES:
        if re.search(pattern, output, re.IGNORECASE):
            return Problem(f"{what}失败：{sentence}\n{process.tail(log, 4)}", f"{way_out}。完整输出：{log}")
    return Problem(f"{what}失败。\n{process.tail(log)}", f"看上面的原因，再运行一次。完整输出：{log}")
