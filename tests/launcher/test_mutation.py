"""Faults are made where behaviour is, put into living functions, and told with nothing left out."""

import ast
import textwrap
import weakref
from pathlib import Path

import pytest
from cosmic_ray import work_item
from cosmic_ray.work_db import WorkDB

from launcher import paths
from launcher.mutation import carrying, explanations, forking, guards, mutants, recording, telling
from launcher.mutation.swapping import Living, NeedsOwnProcess, exchange
from launcher.say import Problem

MODULE = "core/values/months.py"


def living() -> Living:
    return Living(MODULE)


def source() -> str:
    return (paths.ROOT / MODULE).read_text()


def mutated(was: str, becomes: str) -> str:
    assert source().count(was) == 1
    return source().replace(was, becomes)


def test_a_changed_function_is_exchanged_wherever_it_was_imported_to() -> None:
    from core.values.months import month_index, month_text

    one = living()
    whole = one.exchanges(source())
    changed = one.exchanges(mutated("int(number) - 1", "int(number) + 1"))
    assert whole == []
    assert [function for function, _ in changed] == [month_index]
    before = month_index.__code__
    try:
        exchange(changed)
        assert month_index("2026-01") == 2026 * 12 + 2
        assert month_text(0) == "0000-01"
    finally:
        month_index.__code__ = before


def test_a_proxy_of_what_is_gone_does_not_disturb() -> None:
    class Gone: ...

    gone = Gone()
    proxy = weakref.proxy(gone)
    del gone
    assert proxy is not None and living().functions


def test_what_is_done_while_importing_needs_a_process_of_its_own() -> None:
    for text in ("FIRST = 1\n", "@print\ndef f(): ...\n", "def f(x=1): ...\n", "class A:\n    x = 1\n"):
        with pytest.raises(NeedsOwnProcess):
            living().exchanges(source() + text)


def test_no_fault_is_put_into_an_annotation() -> None:
    text = textwrap.dedent("""
        def f(x: int | None = 1 | 2) -> str | None:
            y: int | None = 1 | 2
    """)
    spans = mutants.without_behaviour(text)
    lines = text.splitlines()
    marked = {lines[row - 1][first:last] for (row, first), (_, last) in spans}
    assert marked == {"int | None", "str | None"}


def test_no_fault_says_of_a_dataclass_that_it_may_be_changed() -> None:
    text = "@dataclass(frozen=True, order=True)\nclass A: ...\n"
    assert [text[first:last] for (_, first), (_, last) in mutants.without_behaviour(text)] == ["True"]


def test_a_fault_is_known_by_its_lines_wherever_they_move() -> None:
    assert mutants.differing("a\n  b = 1\nc\n", "a\n  b = 2\nc\n") == ("b = 1", "b = 2")


def test_the_body_around_a_line_is_that_of_the_innermost_function() -> None:
    text = "X = 1\ndef f():\n    a = 1\n    def g():\n        return 2\n    return g\n"
    assert recording.body_around(text, 5) == (5, 5)
    assert recording.body_around(text, 3) == (3, 6)
    assert recording.body_around(text, 1)[0] == 1


def session(folder: Path, *lived: bool) -> Path:
    """A session of the module with a mutant for each: whether it lived."""
    path = folder / "months.sqlite"
    db = WorkDB(path, WorkDB.Mode.create)
    for number, one in enumerate(lived):
        place = {"start_pos": (11, 0), "end_pos": (11, 1)}
        spec = work_item.MutationSpec(paths.ROOT / MODULE, "core/NumberReplacer", number, **place)
        db.add_work_item(work_item.WorkItem.single(str(number), spec))
        outcome = work_item.TestOutcome.SURVIVED if one else work_item.TestOutcome.KILLED
        db.set_result(str(number), work_item.WorkResult(work_item.WorkerOutcome.NORMAL, test_outcome=outcome))
    db.close()
    return path


@pytest.mark.parametrize(
    ("lived", "explain", "status", "said"),
    [
        ([False] * 3, None, 0, "3 mutants, 3 killed, 0 survived"),
        ([True] + [False] * 2, None, 1, "未解释"),
        ([True] + [False] * 2, 0, 1, "66.6%"),
        ([False] * 3, 1, 1, "已无对应的幸存者"),
    ],
)
def test_only_enough_killed_and_each_survivor_explained_is_good(
    tmp_path: Path, monkeypatch, capsys, lived: list[bool], explain: int | None, status: int, said: str
) -> None:
    path = session(tmp_path, *lived)
    monkeypatch.setattr(guards, "session_of", lambda module: path)
    known = {}
    if explain is not None:
        db = WorkDB(path, WorkDB.Mode.open)
        known[mutants.mutant_of(db.work_items[explain]).key] = "because"
        db.close()
    monkeypatch.setattr(telling, "explained", lambda: known)
    assert telling.tell([MODULE]) == status
    assert said in capsys.readouterr().out


def test_every_row_names_files_that_are_there_and_each_module_once() -> None:
    rows = guards.all_guards()
    modules = [module for row in rows for module in row.modules]
    assert len(set(modules)) == len(modules)
    for path in [*modules, *(test for row in rows for test in row.tests)]:
        assert (paths.ROOT / path).exists(), path


def test_every_explanation_is_of_a_guarded_module_and_gives_a_reason() -> None:
    modules = {module for row in guards.all_guards() for module in row.modules}
    for (module, was, becomes), why in explanations.explained().items():
        assert module in modules
        lines = {line.strip() for line in (paths.ROOT / module).read_text().splitlines()}
        assert set(was.splitlines()) <= lines, f"{module} has no {was!r} any more"
        assert was != becomes
        assert len(why) > 20


def test_what_nobody_guards_is_refused_with_a_sentence() -> None:
    assert [row.modules for row in guards.chosen_guards([MODULE])] == [(MODULE,)]
    with pytest.raises(Problem, match="guards.toml"):
        guards.chosen_guards(["core/values/nothing.py"])


def test_a_call_whose_answer_nobody_takes_is_left_out(tmp_path: Path) -> None:
    text = 'def f(x):\n    """Say."""\n    check(x)\n    y = check(x)\n    return check(y)\n'
    operator = mutants.get_operator("house/RemoveCall")()
    changed = mutants.mutate_code(text, operator, 0)
    assert changed == text.replace("    check(x)\n", "    pass\n", 1)
    ast.parse(changed)
    assert mutants.mutate_code(text, operator, 1) is None


def test_a_mutant_that_no_test_reaches_lives() -> None:
    assert forking.run([], [], living(), seconds=1)[0] is forking.Ended.LIVED


def test_what_breaks_the_run_itself_is_no_test_that_noticed() -> None:
    with pytest.raises(Problem, match="没有运行起来"):
        forking.run([], [], Breaking(MODULE), seconds=1)


class Breaking(Living):
    """Whose caches cannot be emptied."""

    def forget(self) -> None:
        raise ZeroDivisionError


WAS = """
def one() -> int:
    return 1 + 1

def two() -> int:
    return 2 + 2

class Row:
    first = 3
    second = 4
"""


def test_what_was_noticed_in_a_function_that_stands_as_it_stood_need_not_be_tried_again(
    tmp_path: Path, monkeypatch
) -> None:
    module, session = tmp_path / "rows.py", tmp_path / "rows.sqlite"
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(guards, "session_of", lambda module: session)
    db = WorkDB(session, WorkDB.Mode.create)
    module.write_text(WAS)
    mutants.begin(db, "rows.py")
    carrying.carry(db, "rows.py", {})
    killed = work_item.WorkResult(work_item.WorkerOutcome.NORMAL, test_outcome=work_item.TestOutcome.KILLED)
    for item in list(db.pending_work_items):
        db.set_result(item.job_id, killed)
    known = carrying.results_of(db, "rows.py")
    module.write_text("ZERO = 0\n" + WAS.replace("2 + 2", "2 + 2 + 2").replace("second = 4", "second = 5"))
    mutants.begin(db, "rows.py")
    carrying.carry(db, "rows.py", known)
    waiting = [mutants.mutant_of(item) for item in mutants.waiting(db, again=False)]
    db.close()
    assert {mutant.was for mutant in waiting} == {"ZERO = 0", "return 2 + 2 + 2", "second = 5"}


def test_of_two_functions_that_read_alike_neither_is_known_again(tmp_path: Path, monkeypatch) -> None:
    module, session = tmp_path / "rows.py", tmp_path / "rows.sqlite"
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(guards, "session_of", lambda module: session)
    twins = "".join(f"class {name}:\n    @property\n    def key(self):\n        return 1\n" for name in "AB")
    db = WorkDB(session, WorkDB.Mode.create)
    module.write_text(twins)
    mutants.begin(db, "rows.py")
    carrying.carry(db, "rows.py", {})
    killed = work_item.WorkResult(work_item.WorkerOutcome.NORMAL, test_outcome=work_item.TestOutcome.KILLED)
    for item in list(db.pending_work_items):
        db.set_result(item.job_id, killed)
    assert carrying.results_of(db, "rows.py") == {}
    db.close()
