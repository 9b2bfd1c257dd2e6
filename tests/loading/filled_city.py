"""The fourth city of the guide with a row in every list of its files, and every node of them changed, one by one."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

ROWS = {
    "city": {"districts": '{code: "149902", name: 示例区}'},
    "valley": {
        "industries": "光机电",
        "universities": "示例大学",
        "zones": '{name: 起步区, kind: start_area, area_km2: "1.5"}',
        "parks": "{name: 双创产业园, status: planned}",
        "platforms": "{name: 示例实验室, category: provincial_key_lab, level: provincial, rd: true, status: planned}",
        "cooperation_entities": "{name: 示例研究院, university: 示例大学}",
        "funds": "{name: 示例基金, size_yuan: 3000000, stages: [种子期], status: planned, source: 示例〔2026〕2号}",
    },
    "services": {
        "windows": '{name: 服务窗口, address: 示例路1号, telephone: "0355-2000000", hours: 上午, source: 第3条}',
        "services": "{name: 企业入驻代办, says: 代办入驻手续, source: 第4条, units: 市科技局}",
    },
}


def with_rows(folder: Path) -> None:
    """Write one row into each list of the city's files that the guide leaves empty."""
    for name, lists in ROWS.items():
        path = folder / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        for key, row in lists.items():
            text, count = re.subn(rf"^{key}:.*$", f"{key}: [{row}]", text, flags=re.MULTILINE)
            assert count == 1, key
        path.write_text(text, encoding="utf-8")


def nodes_of(text: str) -> Iterator[tuple[str, yaml.Node]]:
    """Every value of a YAML text with the key that it stands under."""
    waiting = [("", yaml.compose(text))]
    while waiting:
        key, node = waiting.pop()
        yield key, node
        if isinstance(node, yaml.MappingNode):
            waiting += [(name.value, value) for name, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(key, value) for value in node.value]


def with_instead(text: str, node: yaml.Node, new: str) -> str:
    """The text with another value in the place of the node, the rest as it is."""
    start, end = node.start_mark.index, node.end_mark.index
    return text[:start] + new + ("\n" if text[start:end].endswith("\n") else "") + text[end:]


def with_another_key(text: str, node: yaml.MappingNode) -> str:
    """The text with a key that nobody knows in front of those of a mapping."""
    start = node.start_mark.index + (1 if node.flow_style else 0)
    behind = ", " if node.flow_style else "\n" + " " * node.start_mark.column
    return f"{text[:start]}no_such_key: 1{behind}{text[start:]}"
