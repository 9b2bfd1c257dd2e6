"""Where the cities' data lie: one folder a city in CITIES_DIR, and what all cities share beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from accounts.cities.taking import CityBlock, broken
from core.texts.fields import Fields
from core.texts.refusing import TextFault
from core.texts.yaml_reading import read_yaml


@dataclass
class CityFolder:
    """A folder of YAML files.

    `faults` gathers a sentence for everything that is wrong in those that were opened; `own` what no other city may
    say too: where it stands, and the value.
    """

    path: Path
    faults: list[str] = field(default_factory=list)
    own: list[tuple[CityBlock, str, object]] = field(default_factory=list)
    _opened: dict[str, CityBlock] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.path.name

    def open(self, name: str) -> CityBlock:
        """The file of that name; an empty one, and a fault, where it is missing or no YAML. It is read once."""
        if name not in self._opened:
            self._opened[name] = self._read(name)
        return self._opened[name]

    def only_files(self, known: Iterable[str]) -> None:
        """Note each file of which nothing is read: its name is written wrongly."""
        names = sorted(f"{name}.yaml" for name in known)
        for path in sorted(self.path.glob("*.y*ml")):
            if path.name not in names:
                self.faults.append(f"{place(path)}：不认识的文件，这里可以有{'、'.join(names)}")

    def _read(self, name: str) -> CityBlock:
        path = self.path / f"{name}.yaml"
        shown = place(path)
        try:
            table = read_yaml(text_of(path, shown), shown)
        except TextFault as error:
            self.faults.append(str(error))
            return broken(shown)
        return CityBlock(Fields(table, shown), self.faults)


def text_of(path: Path, shown: str) -> str:
    """What the file holds. Raises TextFault with the file (and the line) when it is not there or no UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise TextFault("没有这个文件", file=shown) from error
    except OSError as error:
        raise TextFault("读不了这个文件：它应当是一个文件，并且有权限读", file=shown) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise TextFault("不是UTF-8编码的文字，请另存为UTF-8", file=shown, line=line) from error


def place(path: Path) -> str:
    """The path as a sentence names it: from the project's folder where it lies inside."""
    base = Path(settings.BASE_DIR)
    return str(path.relative_to(base) if path.is_relative_to(base) else path)


def city_folders() -> list[CityFolder]:
    """The folders of all cities, by name."""
    return [CityFolder(path) for path in _paths()]


def shared_folder() -> CityFolder:
    """The folder that holds the province and what the demo's cities share."""
    return CityFolder(Path(settings.BASE_DIR) / "fixtures")


def no_folder(key: str) -> str:
    """That a city has no folder, and how it gets one."""
    return f"没有文件夹 {place(Path(settings.CITIES_DIR) / key)}；新的城市先运行 new_city {key}"


def _paths() -> Iterator[Path]:
    yield from sorted(path for path in Path(settings.CITIES_DIR).iterdir() if path.is_dir())
