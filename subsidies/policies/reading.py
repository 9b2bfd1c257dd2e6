"""The files of the policies: documents in a folder for each city, their examples and articles beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from subsidies.rules.model.errors import PolicyError

FOLDER = Path(__file__).parent
EXAMPLES = ".examples.yaml"
ARTICLES = ".articles.yaml"


def policy_texts() -> dict[str, str]:
    """File name to YAML text of every document, city by city. Raises PolicyError."""
    texts: dict[str, str] = {}
    for path in document_files():
        if path.name in texts:
            raise PolicyError("两个城市的文件夹里有同名的文件", file=path.name)
        texts[path.name] = read_text(path)
    return texts


def document_files() -> Iterator[Path]:
    """The files of the documents; one of which only the examples are there is named too, so that it is missed."""
    for folder in sorted(path for path in FOLDER.iterdir() if path.is_dir()):
        found = (path.name for path in folder.glob("*.yaml") if not path.name.endswith(ARTICLES))
        names = {name.replace(EXAMPLES, ".yaml") for name in found}
        yield from (folder / name for name in sorted(names))


def read_text(path: Path) -> str:
    """The text of a file. Raises PolicyError with a sentence that says why it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise PolicyError("没有这个文件", file=path.name) from error
    except OSError as error:
        raise PolicyError("读不了这个文件：它应当是一个文件，并且有权限读", file=path.name) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise PolicyError("不是UTF-8编码的文字，请另存为UTF-8", file=path.name, line=line) from error
