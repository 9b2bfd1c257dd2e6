"""The files of the demo, as plain values: what the cities share, and each city's own where it has a demo."""

from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from accounts.cities.opening import city_folders, place, shared_folder, text_of
from accounts.cities.refusing import CityFaults
from core.texts.refusing import TextFault
from core.texts.yaml_reading import read_yaml

Plain = Any


class Described(dict[str, Any]):
    """A mapping of a demo file; a key that is looked for in vain is told with file and line."""

    place = ""

    def __missing__(self, key: str) -> Plain:
        raise CityFaults([f"{self.place}：缺少“{key}”"])


# The C parser where it is there; it builds plain values only, like SafeLoader.
BASE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class DemoLoader(BASE):  # type: ignore[misc,valid-type]  # yaml's loader is one of two classes
    """Plain values, mappings as Described."""


def _described(loader: Any, node: yaml.MappingNode) -> Described:
    found = Described(loader.construct_mapping(node, deep=True))
    found.place = f"{place(Path(node.start_mark.name))} 第{node.start_mark.line + 1}行"
    return found


DemoLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _described)


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


def titles_of(common: Plain) -> list[str]:
    """What made-up results and needs are called, from the words that the cities share."""
    return [f"{material}{aim}" for aim, material in product(common["aims"], common["materials"])]


def city_demos() -> list[CityDemo]:
    """The demo of each city whose folder has one."""
    folders = [(folder.key, folder.path / "demo") for folder in city_folders()]
    return [_demo(key, path) for key, path in folders if path.is_dir()]


def _demo(key: str, path: Path) -> CityDemo:
    people, companies = _read(path / "people.yaml")["people"], _read(path / "companies.yaml")["companies"]
    return CityDemo(key, people, companies, _read(path / "crowd.yaml"), _read(path / "records.yaml"))


def _read(path: Path) -> Plain:
    shown = place(path)
    try:
        read_yaml(text_of(path, shown), shown)  # says in Chinese what is no YAML
    except TextFault as error:
        raise CityFaults([str(error)]) from error
    with path.open(encoding="utf-8") as stream:
        return DemoLoader(stream).get_single_data()
