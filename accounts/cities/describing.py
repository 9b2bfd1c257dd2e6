"""Reading the files of the demo, what the cities share and each city's own where it has one; a fault is a sentence."""

from __future__ import annotations

from accounts.actor.roles import OFFICE_ROLES
from accounts.cities.demo import CityDemo, Plain
from accounts.cities.opening import CityFolder, city_folders, shared_folder
from accounts.cities.refusing import CityFaults
from accounts.cities.registry import demo_deeds, demo_parts
from accounts.cities.shaping import Shape, joined, of, one_of, rows, some_words, text
from accounts.cities.taking import CityBlock, Values, twice
from accounts.models import Department, User

FILES = ("people", "companies", "crowd", "records", "deeds")
DOES, WHAT = "does", "what"  # of a deed: its kind, and its name
PERSON = Shape(
    {
        "login": of(User, "username"), "role": one_of([role for role, _ in OFFICE_ROLES]),
        "department": of(Department, "name"), "try": text,
    }
)  # fmt: skip
SHARED = Shape(
    {"password": text, "people": rows(PERSON), "words": some_words, "materials": some_words, "aims": some_words}
)


def shared() -> Plain:
    """The password, the province's people, and the words that made-up names are put together from."""
    folder = shared_folder()
    found = SHARED.read(folder.open("demo"))
    _refuse(folder.faults)
    return found


def city_demos() -> list[CityDemo]:
    """The demo of each city whose folder has one. Raises CityFaults with every fault of all of them."""
    folders = [_demo_folder(folder) for folder in city_folders()]
    found = [(folder.path.parent.name, folder, folder.path.is_dir()) for folder in folders]
    demos = [read_demo(key, folder) for key, folder, is_there in found if is_there]
    _refuse([fault for folder in folders for fault in folder.faults])
    return demos


def faults_of_demo(folder: CityFolder) -> list[str]:
    """What is wrong with the demo of a city; nothing where it has none."""
    demo = _demo_folder(folder)
    if demo.path.exists():
        read_demo(folder.key, demo)
    return demo.faults


def read_demo(key: str, folder: CityFolder) -> CityDemo:
    """The files of a demo, each key taken as the rooms say; faults go to the folder."""
    parts = demo_parts()
    company = joined([part.company for part in parts])
    people = Shape({"people": rows(PERSON)}).read(folder.open("people"))
    companies = Shape({"companies": rows(company)}).read(folder.open("companies"))
    crowd = joined([part.crowd for part in parts]).read(folder.open("crowd"))
    records = joined([part.records for part in parts]).read(folder.open("records"))
    deeds = Shape({"deeds": _deeds}).read(folder.open("deeds"))
    folder.only_files(FILES)
    described = people.get("people", []), companies.get("companies", [])
    return CityDemo(key, *described, crowd, records, deeds.get("deeds", []))


def _deeds(block: CityBlock, key: str) -> list[Values]:
    """Each deed as its kind says, in the order in which they are done; no two of one name."""
    kinds = demo_deeds()
    also = {DOES: one_of(kinds), WHAT: text}
    shapes = {
        name: Shape({**also, **kind.shape.needed}, kind.shape.free, kind.shape.also) for name, kind in kinds.items()
    }
    rows = list(block.rows(key, {name for shape in shapes.values() for name in shape.keys}))
    twice((row, WHAT, [row.text(WHAT)]) for row in rows)
    return [shapes.get(row.text(DOES), Shape(also)).read(row) for row in rows]


def _demo_folder(folder: CityFolder) -> CityFolder:
    return CityFolder(folder.path / "demo")


def _refuse(faults: list[str]) -> None:
    if faults:
        raise CityFaults(faults)
