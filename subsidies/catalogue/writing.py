"""Writing the two folders of a new city: what has to be filled in, with comments, and an example of a policy."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from accounts.cities.opening import place, shared_folder
from core.values.verdict import Refused
from subsidies import policies
from subsidies.policies import reading

KEY = re.compile(r"[a-z][a-z0-9]{1,29}\Z")
PREFIX = re.compile(r"[A-Z]{2,4}\Z")
CITY_FILES = ("city", "departments", "valley", "services", "targets")


def write_city(key: str, prefix: str = "") -> list[str]:
    """Write both folders of the city; returns the paths of the files. Raises Refused, and writes nothing.

    `prefix` heads the codes of its schemes, of two to four letters; left out, the first two of the key.
    """
    prefix = prefix or key[:2].upper()
    if not KEY.match(key):
        raise Refused(f"代号“{key}”不对：只用小写字母和数字，以字母开头，例如 example。")
    if not PREFIX.match(prefix):
        raise Refused(f"事项代码的前缀“{prefix}”不对：应当是二至四个大写字母。")
    taken = {code.partition("-")[0]: scheme.policy.city for code, scheme in policies.library().schemes.items()}
    if prefix in taken:
        raise Refused(f"事项代码的前缀“{prefix}”已由“{taken[prefix]}”使用，请另写一个：--prefix")
    folders = Path(settings.CITIES_DIR) / key, reading.FOLDER / key
    for folder in folders:
        if folder.exists():
            raise Refused(f"{place(folder)} 已经有了。")
    return [place(path) for path in _written(key, prefix, *folders)]


def _written(key: str, prefix: str, city: Path, documents: Path) -> list[Path]:
    source = shared_folder().path / "new_city"
    targets = {f"{name}.yaml": city / f"{name}.yaml" for name in CITY_FILES} | {
        "policy.yaml": documents / f"{key}-2026-1.yaml",
        "policy.examples.yaml": documents / f"{key}-2026-1{reading.EXAMPLES}",
    }
    for name, path in targets.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        text = (source / name).read_text(encoding="utf-8")
        path.write_text(filled(text, key, prefix), encoding="utf-8")
    return list(targets.values())


def filled(text: str, key: str, prefix: str) -> str:
    """A file of fixtures/new_city with the key and the prefix of the city's schemes in their places."""
    return text.replace("@key@", key).replace("@PREFIX@", prefix)
