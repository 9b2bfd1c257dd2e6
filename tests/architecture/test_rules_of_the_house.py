"""Each rule of the house finds what breaks it, and the list of known breaches only shrinks."""

import subprocess
from pathlib import Path

import pytest

from launcher import house
from launcher.house.unused import unused

GLOSSARY = "| 申报 | `Claim` | house | a claim |\n| 状态 | `state` | house | where it stands |\n"


@pytest.fixture
def tree(tmp_path: Path):
    """A small house of its own, in git; called with file names and their texts."""

    def built(**files: str) -> list[str]:
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
        written = {"docs/glossary.md": GLOSSARY}
        for name, text in files.items():
            at = name.replace("__init__", "INIT").replace("__", "/").replace("INIT", "__init__")
            written[at if at.endswith("_yaml") else f"{at}.py"] = text
        for name, text in written.items():
            path = tmp_path / name.replace("_yaml", ".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return [said for said in house.found(tmp_path) if not said.startswith("room without")]

    return built


def test_a_circle_of_files_is_found_through_functions_too(tree) -> None:
    found = tree(
        core__values__state="from core.values.claim import x\n",
        core__values__claim="def later():\n    from core.values import state\n    return state\n",
    )
    assert found == ["circle of files: core.values.claim core.values.state"]


def test_a_circle_of_three_is_one_circle(tree) -> None:
    found = tree(
        core__claim__claim="import core.claim.state\n",
        core__claim__state="import core.claim.claiming\n",
        core__claim__claiming="import core.claim.claim\n",
        core__claim__stating="import core.claim.claim\n",
    )
    assert found == ["circle of files: core.claim.claim core.claim.claiming core.claim.state"]


def test_a_loose_module_is_found(tree) -> None:
    assert tree(parks__claim="") == ["loose module: parks/claim.py"]


def test_a_crowded_folder_is_found(tree) -> None:
    assert tree(**{f"core__claim__claiming{'claiming' * n}": "" for n in range(16)}) == [
        "crowded folder: core/claim has 16 modules"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1\n" * 301, "long file: core/claim/claim.py"),
        ("class A:\n" + "    x = 1\n" * 150, "long class: core/claim/claim.py: A"),
        ("def a():\n" + "    x = 1\n" * 30, "long function: core/claim/claim.py: a"),
        ("if kind == '晋': pass\n", "Chinese compared or used as a key: core/claim/claim.py: 晋"),
        ("x = {'晋': 1}\n", "Chinese compared or used as a key: core/claim/claim.py: 晋"),
        ("X = '晋'\nif kind == X: pass\n", "Chinese compared or used as a key: core/claim/claim.py: 晋"),
        ("X, Y = '晋', 1\nif X in kind: pass\n", "Chinese compared or used as a key: core/claim/claim.py: 晋"),
        ("X = '晋'\nif kind in (X, 1): pass\n", "Chinese compared or used as a key: core/claim/claim.py: 晋"),
        ("X = '晋'\nY = {X, 1}\nif kind in Y: pass\n", "Chinese compared or used as a key: core/claim/claim.py: 晋"),
        ("X = frozenset(['晋'])\nif kind in X: pass\n", "Chinese compared or used as a key: core/claim/claim.py: 晋"),
        ("X = '晋'\nif kind in [*(X,), 1]: pass\n", "Chinese compared or used as a key: core/claim/claim.py: 晋"),
        ("X = '晋'\nif kind == 'a' + X: pass\n", "Chinese compared or used as a key: core/claim/claim.py: 晋"),
        ("x = kind.removesuffix('晋')\n", "Chinese compared or used as a key: core/claim/claim.py: 晋"),
        ("x = kind.startswith(('晋', 'a'))\n", "Chinese compared or used as a key: core/claim/claim.py: 晋"),
        ("rows.filter(state='draft')\n", "literal of an enum: core/claim/claim.py: state draft"),
        ("rows.filter(claim__state__in=('draft',))\n", "literal of an enum: core/claim/claim.py: state draft"),
        ("if row.outcome == 'payable': pass\n", "literal of an enum: core/claim/claim.py: outcome payable"),
        ("x = f()  # type: " + "ignore\n", "types ignored without a reason: core/claim/claim.py: x = f()"),
        ("x = f()  # type: " + "ignore[misc]\n", "types ignored without a reason: core/claim/claim.py: x = f()"),
        ("def f(at, state): pass\n\n\nf(1, 'draft')\n", "literal of an enum: core/claim/claim.py: state draft"),
        ("def f(*states): pass\n\n\nf('', 'draft')\n", "literal of an enum: core/claim/claim.py: state draft"),
        ("class A:\n    state: str\n\n\nA('draft')\n", "literal of an enum: core/claim/claim.py: state draft"),
        ("row.state = 'draft'\n", "literal of an enum: core/claim/claim.py: state draft"),
        ("rows.update(**{'state': 'draft'})\n", "literal of an enum: core/claim/claim.py: state draft"),
        ("STATES = ('draft',)\n", "literal of an enum: core/claim/claim.py: state draft"),
        ("def f(*, role='draft'): pass\n", "literal of an enum: core/claim/claim.py: role draft"),
        ("match row.state:\n    case 'draft': pass\n", "literal of an enum: core/claim/claim.py: state draft"),
        (
            "class Kind(StrEnum):\n    A = 'team'\n\n\nif row.kind != 'team': pass\n",
            "literal of an enum: core/claim/claim.py: kind team",
        ),
        (
            "class Kind(TextChoices):\n    A = 'team', '团队'\n\n\nrows.filter(unit__kind='team')\n",
            "literal of an enum: core/claim/claim.py: kind team",
        ),
    ],
)
def test_what_breaks_a_rule_is_found(tree, text: str, said: str) -> None:
    assert tree(core__claim__claim=text) == [said]


def test_one_class_name_for_two_things_is_found(tree) -> None:
    found = tree(core__claim__claim="class Row: ...\n", core__claim__state="class Row: ...\n")
    assert found == ["one class name for 2 things: Row in core.claim.claim core.claim.state"]


def test_a_module_that_no_term_names_is_found(tree) -> None:
    assert tree(core__claim__stuff="") == ["module name is no term of the glossary: core/claim/stuff.py"]


def test_a_city_in_python_is_found(tree) -> None:
    files = {"fixtures__cities__datong__city_yaml": "key: datong\nname: 大同市\n"}
    found = tree(core__claim__claim="# 大同\nX = 'datong'\n", **files)
    assert found == [f"Python names a city: core/claim/claim.py: {name}" for name in ("datong", "大同")]


def test_a_room_without_tests_is_found(tree, tmp_path: Path) -> None:
    tree(subsidies__claim__claim="", subsidies__claim____init__="")
    assert "room without a folder under tests/: subsidies.claim" in house.found(tmp_path)


def test_a_large_room_is_found_and_where_rooms_lie_in_it_each_by_itself(tree) -> None:
    files = {f"subsidies__office__{folder}__page{n}": "x = 1\n" * 280 for folder in "ab" for n in range(5)}
    files["subsidies__office____init__"] = ""
    assert not [said for said in tree(**files) if "large room" in said]
    more = {f"subsidies__office__a__page{n}": "x = 1\n" * 280 for n in range(5, 9)}
    assert "large room, it asks for rooms: subsidies.office.a" in tree(**files, **more)


def test_the_list_of_known_breaches_only_shrinks() -> None:
    assert house.judged(["a"], ["a"]) == ""
    assert "新的：b" in house.judged(["a", "b"], ["a"])
    assert "请从 breaches.txt 删去：a" in house.judged([], ["a"])


def test_a_chinese_constant_is_followed_into_the_modules_that_import_it(tree) -> None:
    found = tree(core__claim__state="X = '晋'\n", core__claim__claim="from core.claim.state import X as Y\nkind == Y\n")
    assert found == ["Chinese compared or used as a key: core/claim/claim.py: 晋"]


@pytest.mark.parametrize(
    "reading",
    [
        "from core.claim.state import X\nif kind in (X, 1): pass\n",
        "from core.claim.state import XS\nif kind in XS: pass\n",
        "from core.claim import state\nif kind in (state.X,): pass\n",
        "from core.claim.claiming import ALL\nif kind in ALL: pass\n",
    ],
)
def test_a_chinese_constant_is_found_inside_collections_and_through_several_modules(tree, reading: str) -> None:
    found = tree(
        core__claim__state="X = '晋'\nXS = (X,)\n",
        core__claim__claiming="from core.claim.state import XS\nALL = {*XS, 'a'}\n",
        core__claim__claim=reading,
    )
    assert found == ["Chinese compared or used as a key: core/claim/claim.py: 晋"]


@pytest.mark.parametrize(
    "condition", ["if a == '晋'", 'if a != "晋"', "if b and a in '晋'", "elif '晋' == a", "if a not in '晋'"]
)
def test_chinese_that_a_template_compares_is_found(tmp_path: Path, tree, condition: str) -> None:
    (tmp_path / "templates").mkdir()
    page = tmp_path / "templates" / "x.html"
    page.write_text("{% if a %}晋{% " + condition + " %}b{% endif %}{% trans '晋' %}", encoding="utf-8")
    assert tree() == ["Chinese compared or used as a key: templates/x.html: 晋"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1\n" * 301, "long file: launcher/starting.py"),
        ("def a():\n" + "    x = 1\n" * 30, "long function: launcher/starting.py: a"),
        ("class A:\n" + "    x = 1\n" * 150, "long class: launcher/starting.py: A"),
        ("class Claim: pass\n", "one class name for 2 things: Claim in core.claim.claim launcher.starting"),
        ("import launcher.stopping\n", "circle of files: launcher.starting launcher.stopping"),
    ],
)
def test_the_launcher_is_kept_to_sizes_names_and_no_circles(tree, text: str, said: str) -> None:
    others = {"core__claim__claim": "class Claim: pass\n", "launcher__stopping": "import launcher.starting\n"}
    assert tree(**others, launcher__starting=text) == [said]


@pytest.mark.parametrize("where", ["x.html", "claim/deep/x.html"])
def test_a_literal_of_an_enum_in_a_template_is_found(tree, tmp_path: Path, where: str) -> None:
    page = tmp_path / "templates" / where
    page.parent.mkdir(parents=True)
    page.write_text(
        "{% if row.state == \"draft\" %}a{% elif group.key != 'team' %}b{% elif name == 'team' %}c{% endif %}"
    )
    assert tree(core__claim__claim="class Kind(StrEnum):\n    A = 'team'\n") == [
        f"literal of an enum: templates/{where}: {said}" for said in ("key team", "state draft")
    ]


def test_what_data_and_templates_name_is_used_and_the_rest_is_not(tree, tmp_path: Path) -> None:
    page = tmp_path / "templates" / "claim" / "x.html"
    page.parent.mkdir(parents=True)
    page.write_text("{% if row.may_confirm %}{{ row.told }}{% endif %} dead")
    asked = 'paths = ["core"]\nexclude = []\nmin_confidence = 60\nignore_names = []\nignore_decorators = []\n'
    (tmp_path / "pyproject.toml").write_text(f"[tool.vulture]\n{asked}")
    tree(
        core__claim__claim=(
            "class Kind(StrEnum):\n    A = 'a'\n\n\nclass Claim(Kind):\n    paid_on = models.DateField()\n"
            "    may_confirm = 1\n    told = 2\n    dead = 3\n    list_display = ('Kind', 'Claim')\n"
        )
    )
    found = [said.rpartition("/")[2] for said in unused(tmp_path, {"list_display", "told"})]
    assert found == [
        "claim.py:9: unused variable 'dead' (60% confidence)",
        "called_by_name.py: told need not be named",
    ]
