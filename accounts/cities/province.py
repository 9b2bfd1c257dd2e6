"""What `fixtures/province.yaml` says: the province and its office."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.cities.city import department_rows
from accounts.cities.opening import CityFolder
from accounts.cities.taking import Values
from accounts.models import Province


@dataclass(frozen=True)
class ProvinceText:
    """The province as its file has it."""

    province: Values
    departments: list[Values]


def read_province(folder: CityFolder) -> ProvinceText:
    """The shared folder's `province.yaml`; faults go to the folder."""
    block = folder.open("province")
    block.only(("code", "name", "departments"))
    province = {name: block.text(name) for name in ("code", "name")}
    block.agrees(Province, province)
    return ProvinceText(province, department_rows(block))
