"""What `city.yaml` and `departments.yaml` say: names and code, districts, the mark of notices, payers, foot."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from accounts.cities.opening import CityFolder
from accounts.cities.registry import Ledger
from accounts.cities.taking import CityBlock, Values, twice
from accounts.models import FOOTER, REMEDIES, City, Department, District, Province

PAYER = re.compile(r"[a-z][a-z0-9_]{0,59}\Z")
MOST_OF_A_PAYER = 80
KEYS = ("key", "code", "name", "notice_mark", "payers", "footer", "remedies", "districts")
# What may be left out when the city is loaded, and is filled in later.
LATE = ("notice_mark", "payers", "footer", "remedies")


@dataclass(frozen=True)
class CityText:
    """The city as its file has it."""

    key: str
    city: Values
    districts: list[Values]
    departments: list[Values]


def read_city(folder: CityFolder) -> CityText:
    """The folder's `city.yaml` and `departments.yaml`; faults go to the folder."""
    block = folder.open("city")
    block.only(KEYS)
    key = block.text("key")
    if block.is_sound("key") and key != folder.key:
        block.fault(f"“key”与文件夹的名称“{folder.key}”不同，两处应当一致", "key")
    city: Values = {name: block.text(name) for name in ("code", "name", "notice_mark")}
    city |= {"payers": _payers(block), "footer": _words(block, "footer", FOOTER)}
    city |= {"remedies": _words(block, "remedies", REMEDIES)}
    block.agrees(City, city | {"key": key})
    _check_code(block)
    folder.own += [(block, name, city[name]) for name in ("code", "name", "notice_mark") if block.is_sound(name)]
    code = city["code"] if block.is_sound("code") else ""
    return CityText(key, city, _districts(block, code), _departments(folder.open("departments")))


def _payers(block: CityBlock) -> dict[str, str]:
    payers = block.inside("payers")
    return {key: _payer(payers, key) for key in payers.fields.table}


def _payer(payers: CityBlock, key: str) -> str:
    if not PAYER.match(key):
        payers.fault(f"资金承担方“{key}”不对：只能用小写字母、数字和下划线，与政策的 shares 一致", key)
    words = payers.text(key)
    if len(words) > MOST_OF_A_PAYER:
        payers.fault(f"“{key}”的名称太长：最多{MOST_OF_A_PAYER}个字", key)
    return words


def _words(block: CityBlock, name: str, known: Collection[str]) -> dict[str, str]:
    found = block.inside(name)
    found.only(known)
    return {key: found.text(key) for key in known if found.has(key)}


def _check_code(block: CityBlock) -> None:
    code = block.fields.table.get("code")
    if isinstance(code, str) and not (len(code) == 6 and code.isascii() and code.isdigit()):
        block.fault("“code”应当是六位行政区划代码（GB/T 2260）", "code")


def _districts(block: CityBlock, code: str) -> list[Values]:
    found = []
    rows = list(block.rows("districts", ("code", "name")))
    for row in rows:
        values: Values = {"code": row.text("code"), "name": row.text("name")}
        row.agrees(District, values)
        _check_code(row)
        if code and row.is_sound("code") and values["code"][:4] != code[:4]:
            row.fault(f"“code”不属于本市：前四位应当是{code[:4]}", "code")
        found.append(values)
    twice((row, "code", [values["code"]]) for row, values in zip(rows, found, strict=True))
    return found


def _departments(block: CityBlock) -> list[Values]:
    block.only(("departments",))
    return department_rows(block)


def department_rows(block: CityBlock) -> list[Values]:
    """The rows under `departments`, with the other names that texts print for them; no name stands for two of them."""
    found = []
    rows = list(block.rows("departments", ("name", "others")))
    for row in rows:
        values: Values = {"name": row.text("name"), "other_names": row.words("others")}
        row.agrees(Department, values, {"other_names": "others"})
        found.append(values)
    names = ((row, "name", [values["name"], *values["other_names"]]) for row, values in zip(rows, found, strict=True))
    twice(names)
    return found


def load_city(ledger: Ledger, province: Province, text: CityText) -> City:
    """The city of a folder: made, or with what the files say by now and nobody has set; its districts and offices."""
    fill = text.city | {"province": province}
    city, _ = City.objects.get_or_create(key=text.key, defaults=fill)
    _fill_blanks(city, fill)
    for row in text.districts:
        ledger.add(District, {"code": row["code"]}, {"name": row["name"], "city": city})
    load_departments(ledger, city, text.departments)
    return city


def _fill_blanks(city: City, fill: Values) -> None:
    late = [name for name in LATE if fill.get(name) and not getattr(city, name)]
    for name in late:
        setattr(city, name, fill[name])
    if late:
        city.save(update_fields=late)


def load_departments(ledger: Ledger, city: City | None, rows: list[Values]) -> None:
    """What is new of a city's departments, or of the province's."""
    owner = {"city": city} if city else {"city__isnull": True}
    for row in rows:
        ledger.add(Department, owner | {"name": row["name"]}, {"other_names": row["other_names"]})
