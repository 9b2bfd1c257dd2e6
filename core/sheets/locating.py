"""Which parts of a workbook are its sheets, in their order, and which of them a person sees."""

from typing import Any, NoReturn

from django.core.exceptions import ValidationError

BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
DAMAGED = "工作簿已损坏，读不出来；请用表格软件打开，另存为 .xlsx 后上传。"
Attributes = dict[str, str]


def refuse_damaged(*_: Any) -> NoReturn:
    """Say that it cannot be read."""
    raise ValidationError(DAMAGED)


def local_name(name: str) -> str:
    """A name without the prefix of its namespace."""
    return name.rpartition(":")[2]


class BookWalk:
    """Which parts are sheets, in the order of the workbook, and which of them a person sees."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool]] = []
        self.targets: dict[str, str] = {}

    def see_book(self, name: str, attributes: Attributes) -> None:
        if local_name(name) == "sheet":
            named = [value for key, value in attributes.items() if local_name(key) == "id"]
            self.sheets.append((named[0] if len(named) == 1 else "", attributes.get("state", "visible") == "visible"))

    def see_relations(self, name: str, attributes: Attributes) -> None:
        if local_name(name) == "Relationship":
            key, target = attributes.get("Id", ""), attributes.get("Target", "").removeprefix("/")
            if key in self.targets:
                refuse_damaged()
            self.targets[key] = (target if target.startswith("xl/") else f"xl/{target}").lower()

    def paths(self) -> list[str]:
        """The part of each sheet, lower case."""
        return [self.targets.get(key, "") for key, _ in self.sheets]

    def first_shown(self) -> int:
        """The place of the first sheet that a person sees."""
        for place, (_, visible) in enumerate(self.sheets):
            if visible:
                return place
        refuse_damaged()
