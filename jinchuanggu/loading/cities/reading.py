"""All that the folders of the cities say, read as a whole: either without a fault or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jinchuanggu.loading.cities.city import CityText, read_city, read_departments
from jinchuanggu.loading.cities.opening import CityFolder, city_folders, shared_folder
from jinchuanggu.loading.cities.province import ProvinceText, read_province
from jinchuanggu.loading.cities.taking import Values
from jinchuanggu.loading.cities.targets import read_targets
from jinchuanggu.loading.cities.valley import ValleyText, read_valley


class CityFaults(Exception):
    """The data do not load. `sentences`: each fault with its file and line, in Chinese."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = sentences
        super().__init__("\n".join(sentences))


@dataclass(frozen=True)
class CityData:
    """Everything of one city's folder but its demo."""

    text: CityText
    departments: list[Values]
    valley: ValleyText
    targets: list[Values]


@dataclass(frozen=True)
class Reference:
    """The province with its cities, by the names of their folders."""

    province: ProvinceText
    cities: list[CityData]


def read_folder(folder: CityFolder) -> CityData:
    """Everything of a city's folder; what is wrong stands in `folder.faults`."""
    return CityData(
        read_city(folder), read_departments(folder.open("departments")), read_valley(folder), read_targets(folder)
    )


def read_reference() -> Reference:
    """Province and cities. Raises CityFaults with every fault of every file."""
    shared, folders = shared_folder(), city_folders()
    province, cities = read_province(shared), [read_folder(folder) for folder in folders]
    told_apart(folders)
    faults = [*shared.faults, *(fault for folder in folders for fault in folder.faults)]
    if faults:
        raise CityFaults(faults)
    return Reference(province, cities)


def told_apart(folders: Iterable[CityFolder]) -> None:
    """Note what a city says that an earlier one has said too, and that no two can share: a code, a mark, a target."""
    taken: dict[tuple[str, object], str] = {}
    for folder in folders:
        for block, key, value in folder.own:
            other = taken.setdefault((key, value), folder.key)
            if other != folder.key:
                block.fault(f"“{key}”是{value}，与“{other}”的相同；各市应当不同", key)
