"""What records said before: the trail keeps what stood in a field when it was changed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import reduce
from operator import or_

from django.db.models import Q

from core.models import AuditEntry
from core.telling.details import CHANGES

CHANGED_SINCE = "（按更正前的内容）"
WAS_KEY = "was_key"  # of a change: the key of another record that stood there
Said = Mapping[str, str]  # by field: what stood there, as the trail has it; by field and __pk the key of a record


def changes_of(records: Mapping[str, Collection[int]]) -> Iterator[tuple[str, int, Said]]:
    """The changes of some records, by kind and key, the newest first: kind, key, and what stood there before."""
    asked = [Q(subject_type=kind, subject_id__in=[str(key) for key in keys]) for kind, keys in records.items() if keys]
    if not asked:
        return
    rows = AuditEntry.objects.filter(reduce(or_, asked), detail__has_key=CHANGES).order_by("-id")
    for kind, key, detail in rows.values_list("subject_type", "subject_id", "detail"):
        changes = [row for row in detail[CHANGES] or () if isinstance(row, Mapping)]
        said = {str(row["field"]): str(row["was"] or "") for row in changes if "field" in row and "was" in row}
        said |= {f"{row['field']}__pk": str(row[WAS_KEY]) for row in changes if "field" in row and row.get(WAS_KEY)}
        if said and key.isdecimal():
            yield kind, int(key), said


def earlier_texts(kind: str, keys: Iterable[int], field: str) -> dict[int, list[str]]:
    """By key: what stood in one field before, the newest first."""
    found = earlier_values(kind, keys, (field,))
    return {key: texts[field] for key, texts in found.items()}


def earlier_values(kind: str, keys: Iterable[int], fields: Collection[str]) -> dict[int, dict[str, list[str]]]:
    """By key and field: what stood in some fields before, the newest first; nothing where that was always so."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for _, key, said in changes_of({kind: set(keys)}):
        for name in said.keys() & fields:
            if said[name]:
                found[key][name].append(said[name])
    return {key: dict(texts) for key, texts in found.items()}
