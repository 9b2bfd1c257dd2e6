"""The files of the demo, as plain values: what the cities share, and each city's own where it has a demo."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from jinchuanggu.loading.cities.opening import city_folders, shared_folder

# The C parser where it is there; it builds plain values only, like SafeLoader.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Plain = Any


@dataclass(frozen=True)
class CityDemo:
    """The made-up people, companies, crowd and records of one city."""

    key: str
    people: Plain
    companies: Plain
    crowd: Plain
    records: Plain


def shared() -> Plain:
    """The password, the province's people, and the words that made-up names are put together from."""
    return _read(shared_folder().path / "demo.yaml")


def city_demos() -> list[CityDemo]:
    """The demo of each city whose folder has one."""
    folders = [(folder.key, folder.path / "demo") for folder in city_folders()]
    return [_demo(key, path) for key, path in folders if path.is_dir()]


def _demo(key: str, path: Path) -> CityDemo:
    people, companies = _read(path / "people.yaml")["people"], _read(path / "companies.yaml")["companies"]
    return CityDemo(key, people, companies, _read(path / "crowd.yaml"), _read(path / "records.yaml"))


def _read(path: Path) -> Plain:
    with path.open(encoding="utf-8") as stream:
        return LOADER(stream).get_single_data()
