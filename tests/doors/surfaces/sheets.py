"""Sheets brought in: good heads with odd cells, odd heads, damaged files of each format; then what comes next."""

from typing import Any

from accounts.adminkit.widgets import NumberWidget
from core.sheets.formats import write_xlsx
from talent.roster.reading import HEADS
from tests.doors.knocking import Knocks
from tests.doors.odd import Odd
from tests.doors.opening import for_sheets, page_at
from tests.doors.surfaces.encoding import FORM, MANY_PARTS, body_of, encoded, part
from tests.doors.surfaces.reading import fields_in

COUNTED = {HEADS["contract_years"], HEADS["insurance_months"]}
CELLS = ("是", "否", "2026-03-31", "12", 12, 1.5, 10**15, True, None, "91140400MA0GT12345")


def sheets(knocks: Knocks, odd: Odd) -> None:
    """A sheet handed in where sheets are taken; where it was read, it is confirmed."""
    role, address = odd.one_of(for_sheets(knocks.world))
    page = page_at(address)
    fields = page.resource_classes[0]().get_user_visible_fields() if page else ()
    heads = [field.column_name for field in fields] or [*HEADS.values()]
    counted = {field.column_name for field in fields if isinstance(field.widget, NumberWidget)} | COUNTED
    heads = [odd.damaged(head) if odd.often(0.03) else head for head in heads if odd.often(0.97)]
    rows = [[_cell(odd, head in counted) for head in heads] for _ in range(odd.one_of((0, 1, 4, 20)))]
    name, sheet, number = odd.one_of((_csv, _xlsx))(heads, rows)
    sheet = odd.flipped(sheet) if odd.often(0.3) else sheet
    parts = [
        part("import_file", sheet, odd, filename=name), part("file", sheet, odd, filename=name),
        part("format", number, odd), part("resource", b"", odd),
    ]  # fmt: skip
    answer = knocks.knock(role, "POST", address.path, data=body_of(parts), content_type=MANY_PARTS)
    if answer is not None and answer.status_code == 302:
        knocks.work()
        _look_further(knocks, role, answer["Location"])


def _look_further(knocks: Knocks, role: str, path: str) -> None:
    """The page to which the sheet led, and what its form sends."""
    page = knocks.ask(role, "GET", path)
    if page is not None and page.status_code == 200 and not page.streaming:
        offered = {name: values[0] for name, values in fields_in(page).items()}
        knocks.knock(role, "POST", path, data=encoded(offered), content_type=FORM)


def _cell(odd: Odd, counted: bool) -> Any:
    """A cell; of what is counted, now and then a number longer than any column."""
    if odd.often(0.2):
        return odd.number() if counted and odd.often(0.5) else odd.text()
    return odd.one_of(CELLS)


def _csv(heads: list[str], rows: list[list[Any]]) -> tuple[str, bytes, bytes]:
    lines = [",".join(f'"{cell}"' for cell in row) for row in [heads, *rows]]
    return "表.csv", "\n".join(lines).encode("utf-8", "replace"), b"1"


def _xlsx(heads: list[str], rows: list[list[Any]]) -> tuple[str, bytes, bytes]:
    head, *plain = [[_storable(cell) for cell in row] for row in [heads, *rows]]
    return "表.xlsx", write_xlsx(head, plain), b"0"


def _storable(cell: Any) -> Any:
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell
