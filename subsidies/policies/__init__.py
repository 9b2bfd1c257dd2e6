"""The policy documents as data, read and checked once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from subsidies.rules.documents.loading import load_library
from subsidies.rules.model.errors import PolicyError
from subsidies.rules.model.schemes import Library

FOLDER = Path(__file__).parent
ORDER = ("jincheng-2024-39.yaml", "changzhi-2024-15.yaml", "luliang-2024-24.yaml")


def policy_texts() -> dict[str, str]:
    """File name to YAML text: the three documents in their order, then any further ones by name. Raises PolicyError."""
    files = sorted(path.name for path in FOLDER.glob("*.yaml"))
    ordered = [*ORDER, *(name for name in files if name not in ORDER)]
    return {name: _text(name) for name in ordered}


def _text(name: str) -> str:
    try:
        return (FOLDER / name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise PolicyError("没有这个文件", file=name) from error
    except OSError as error:
        raise PolicyError("读不了这个文件：它应当是一个文件，并且有权限读", file=name) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise PolicyError("不是UTF-8编码的文字，请另存为UTF-8", file=name, line=line) from error


@cache
def library() -> Library:
    """All policies and schemes. Raises PolicyError when a file is wrong; the sentence names file, line and scheme."""
    return load_library(policy_texts())
