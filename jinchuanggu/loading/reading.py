"""All that the folders of the cities say, read as a whole: either without a fault or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from accounts.cities.city import CityText, read_city
from accounts.cities.describing import faults_of_demo
from accounts.cities.opening import CityFolder, city_folders, no_folder, shared_folder
from accounts.cities.province import ProvinceText, read_province
from accounts.cities.refusing import CityFaults
from accounts.cities.registry import city_checks, city_parts, keys_by_file

OF_THE_CITY = ("city", "departments")


@dataclass(frozen=True)
class CityData:
    """Everything of one city's folder but its demo: the city itself, and what each room takes, by the part's name."""

    text: CityText
    parts: dict[str, Any]


@dataclass(frozen=True)
class Reference:
    """The province with its cities, by the names of their folders."""

    province: ProvinceText
    cities: list[CityData]


def read_folder(folder: CityFolder) -> CityData:
    """Everything of a city's folder; what is wrong stands in `folder.faults`."""
    found = CityData(read_city(folder), {part.name: part.read(folder) for part in city_parts()})
    known = keys_by_file()
    for file, keys in known.items():
        folder.open(file).only(keys)
    folder.only_files((*OF_THE_CITY, *known))
    return found


def read_reference() -> Reference:
    """Province and cities. Raises CityFaults with every fault of every file, else with what other rooms find wrong."""
    shared, folders = shared_folder(), city_folders()
    province, cities = read_province(shared), [read_folder(folder) for folder in folders]
    told_apart(folders)
    _refuse([*shared.faults, *(fault for folder in folders for fault in folder.faults)])
    _refuse([fault for check in city_checks() for fault in check.of_all(folders)])
    return Reference(province, cities)


def faults_of_city(key: str) -> list[str]:
    """Every fault of the city's data, each a sentence with file and line; empty when all is well."""
    folders = city_folders()
    own = next((folder for folder in folders if folder.key == key), None)
    if own is None:
        return [no_folder(key)]
    for folder in folders:
        read_folder(folder)
    told_apart(sorted(folders, key=lambda folder: folder.key == key))
    beyond = [fault for check in city_checks() for fault in check.of_one(own)]
    return list(dict.fromkeys([*own.faults, *faults_of_demo(own), *beyond]))


def told_apart(folders: Iterable[CityFolder]) -> None:
    """Note what a city says that an earlier one has said too, and that no two can share: a code, a mark, a target."""
    taken: dict[tuple[str, object], str] = {}
    for folder in folders:
        for block, key, value in folder.own:
            other = taken.setdefault((key, value), folder.key)
            if other != folder.key:
                block.fault(f"“{key}”是{value}，与“{other}”的相同；各市应当不同", key)


def _refuse(faults: list[str]) -> None:
    if faults:
        raise CityFaults(faults)
