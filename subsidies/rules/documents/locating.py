"""The YAML of a policy: a fault names the scheme in which it stands."""

from __future__ import annotations

import re

from core.texts.refusing import TextFault
from core.texts.yaml_reading import Table, read_yaml
from subsidies.rules.model.errors import PolicyError

CODE = re.compile(r"\s+([A-Z]+-\w+):\s*(?:#.*)?$", re.ASCII)
KEY = re.compile(r"(\s*)([^\s#:][^:]*):(?:\s|$)")


def read_document(text: str, file: str) -> Table:
    """The document with the line of every value. Raises PolicyError for bad YAML and repeated keys."""
    try:
        return read_yaml(text, file)
    except TextFault as error:
        raise PolicyError(error.what, file=file, scheme=scheme_at(text, error.line), line=error.line) from error


def scheme_at(text: str, line: int) -> str:
    """The last scheme code written at or above the line; empty above the schemes."""
    code, depth, inside = "", "", False
    for row in text.split("\n")[:line]:
        key = KEY.match(row)
        if key and not inside:
            inside = row.startswith("schemes:")
        elif key:
            depth = depth or key[1]
            if key[1] == depth or CODE.match(row):
                code = key[2].strip()
    return code
