"""Whatever is written into a city's files, check_city answers with sentences, and what cannot be right is told."""

import re
import shutil
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest
import yaml
from django.conf import settings as configured

from accounts.cities.describing import read_demo
from accounts.cities.opening import CityFolder
from jinchuanggu.loading.reading import faults_of_city, read_folder
from subsidies import policies
from tests.loading.filled_city import nodes_of, with_another_key, with_instead, with_rows

SENTENCE = re.compile(r"\S*\.yaml( 第\d+行)?( [A-Z]+-\d+)?：\S.*[^\n]\Z")
NUMBERS = {
    "value", "amount", "at_least", "default", "planned_area_km2", "area_km2", "office_m2",
    "workshop_m2", "size_yuan",
}  # fmt: skip
FILES = [
    *((0, f"{name}.yaml") for name in ("city", "departments", "services", "targets", "valley")),
    *((1, f"example-2026-1{end}.yaml") for end in ("", ".examples")),
]
HUGE = "1" + "0" * 19
ANYTHING = ("null", "[]", HUGE, "{}", '""')  # may be right in a place; an answer is all that is asked
NEVER = "[[[x]]]"  # no value of any file
BOTH = ("city", "example-2026-1", "example-2026-1.examples")  # what one folder says of these the other one needs


def faults_of_folder(path: Path) -> list[str]:
    """What is wrong in the folder of a city alone."""
    folder = CityFolder(path)
    read_folder(folder)
    return folder.faults


@pytest.fixture
def alone(example: tuple[Path, Path]) -> tuple[Path, Path]:
    """The fourth city without the other three, a row in each of its lists."""
    for folder in example:
        for other in folder.parent.iterdir():
            if other.is_dir() and other != folder:
                other.rename(folder.parent.parent / f"{folder.parent.name} without {other.name}")
    with_rows(example[0])
    policies.library.cache_clear()
    assert faults_of_city("example") == []
    return example


@pytest.fixture
def told(alone: tuple[Path, Path]) -> Callable[[Path, str], list[str]]:
    """What check_city says of the city with this text in one of its files."""

    def told(path: Path, text: str) -> list[str]:
        path.write_text(text, encoding="utf-8")
        policies.library.cache_clear()
        faults = faults_of_city("example") if path.stem in BOTH else faults_of_folder(path.parent)
        assert all(map(SENTENCE.match, faults)), faults
        return faults

    return told


@pytest.mark.parametrize(("folder", "name"), FILES)
def test_what_stands_anywhere_is_answered_with_sentences(
    alone: tuple[Path, Path], told: Callable[[Path, str], list[str]], folder: int, name: str
) -> None:
    path = alone[folder] / name
    text = path.read_text(encoding="utf-8")
    turns = cycle([ANYTHING[:3], ANYTHING[2:]] if folder else [ANYTHING])  # documents have many nodes: half at each
    for (key, node), some in zip(nodes_of(text), turns, strict=False):
        for new in some:
            faults = told(path, with_instead(text, node, new))
            assert faults or new != HUGE or key not in NUMBERS, f"a number of twenty digits: {key}"
        faults = told(path, with_instead(text, node, NEVER))
        assert len(faults) == 1 and name in faults[0], (key, faults)
        if isinstance(node, yaml.MappingNode):
            told(path, with_another_key(text, node))


def test_a_brace_that_is_left_alone_is_told_wherever_a_document_has_text(
    alone: tuple[Path, Path], told: Callable[[Path, str], list[str]]
) -> None:
    path = alone[1] / "example-2026-1.yaml"
    text = path.read_text(encoding="utf-8")
    scalars = [node for _, node in nodes_of(text) if isinstance(node, yaml.ScalarNode)]
    for node, form in zip(scalars, cycle(("{}{{", "{{{}", "{}{{}}", "{}}}")), strict=False):
        new = form.format(node.value)
        faults = told(path, with_instead(text, node, f"'{new}'"))
        assert faults and "example-2026-1.yaml" in faults[0], (node.start_mark.line + 1, new)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "第1行：文件里没有内容"),
        ("# 什么也没有写\n", "第1行：文件里没有内容"),
        ("- 1\n", "第1行：文件应当是一个映射"),
        ("a: " + "[" * 1_000_000, "第1行：括号或短横套得太深"),
        ("a:\n  " + "- " * 1_000_000, "第2行：括号或短横套得太深"),
        ("a: " + "[" * 900 + "]" * 900, "第1行：括号或引用套得太深"),
        ("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "第1行：这里的“&”在别处用“*”引用；请不要引用，把内容各写一遍"),
        ("a: &a [*a]\n", "第1行：这里的“&”在别处用“*”引用；请不要引用，把内容各写一遍"),
        ('name: "\\0"\n', "第1行：有不能使用的控制字符（U+0000），请删去"),
        ("name: !!python/object:os.x y\n", "第1行：以“!”开头的文字要加上引号"),
        ("? [a, b]\n: c\n", "第1行：冒号前面应当是一个名称"),
        ("name: 甲\nname: 乙\n", "第2行：“name”写了两次"),
    ],
)
@pytest.mark.parametrize(("folder", "name"), [(0, "valley"), (1, "example-2026-1")])
def test_a_file_that_cannot_be_read_is_told_in_one_sentence(
    alone: tuple[Path, Path], told: Callable[[Path, str], list[str]], folder: int, name: str, text: str, sentence: str
) -> None:
    (fault,) = told(alone[folder] / f"{name}.yaml", text)
    assert fault.endswith(f"{name}.yaml {sentence}")


@pytest.mark.parametrize(("folder", "name"), [(0, "valley"), (1, "example-2026-1"), (1, "example-2026-1.examples")])
def test_a_file_in_another_encoding_is_told_with_its_line(alone: tuple[Path, Path], folder: int, name: str) -> None:
    path = alone[folder] / f"{name}.yaml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    policies.library.cache_clear()
    (fault,) = faults_of_city("example")
    assert re.search(rf"{name}\.yaml 第\d+行：不是UTF-8编码的文字，请另存为UTF-8\Z", fault)


def test_a_file_of_which_nothing_is_read_is_told(alone: tuple[Path, Path]) -> None:
    (alone[0] / "target.yaml").write_text("targets: []\n", encoding="utf-8")
    (fault,) = faults_of_city("example")
    assert "example/target.yaml：不认识的文件，这里可以有city.yaml、departments.yaml、services.yaml" in fault


@pytest.fixture
def demo(alone: tuple[Path, Path]) -> CityFolder:
    """The demo of a city with one described company, which has something of everything."""
    folder = alone[0] / "demo"
    shutil.copytree(configured.BASE_DIR / "fixtures" / "cities" / "changzhi" / "demo", folder)
    (folder / "deeds.yaml").write_text("deeds: []\n")  # what its people do names schemes and persons of Changzhi
    companies = folder / "companies.yaml"
    first = companies.read_text(encoding="utf-8").split("\n  - name: ")[:2]
    companies.write_text("\n  - name: ".join(first) + "\n", encoding="utf-8")
    assert faults_of_city("example") == []
    return CityFolder(folder)


@pytest.mark.parametrize("name", ["people", "companies", "crowd", "records"])
def test_what_stands_anywhere_in_a_demo_is_answered_with_sentences(demo: CityFolder, name: str) -> None:
    path = demo.path / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    for (key, node), new in zip(nodes_of(text), cycle((NEVER, HUGE, "{no_such_key: 1}")), strict=False):
        path.write_text(with_instead(text, node, new), encoding="utf-8")
        folder = CityFolder(demo.path)
        read_demo("example", folder)
        assert all(map(SENTENCE.match, folder.faults)), folder.faults
        assert folder.faults or new == HUGE, key


def test_a_fault_of_the_demo_is_told_by_check_city(demo: CityFolder) -> None:
    path = demo.path / "crowd.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("high_tech: 9", "high_tech: 9000"), encoding="utf-8")
    (fault,) = faults_of_city("example")
    assert fault.endswith("example/demo/crowd.yaml 第8行：“high_tech”应当在0到400之间")
