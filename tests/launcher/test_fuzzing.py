"""What `make fuzz` says at its end, also when it was stopped."""

import json
from pathlib import Path

from launcher import fuzzing


def test_each_surface_says_how_many_inputs_it_was_sent_and_from_which_seed(tmp_path: Path) -> None:
    found = {"seed": "3", "wanted": 100_000, "inputs": 1000, "requests": 333, "lists": 78, "seconds": 61}
    broken = {"500 ValueError at a.py:1 ('x')": "operator GET /admin/"}
    for surface, kept in (("forms", {}), ("headers", broken)):
        told = json.dumps(found | {"surface": surface, "broken": kept})
        (tmp_path / f"{surface}.json").write_text(told)
    forms, headers, place = fuzzing.told(tmp_path)
    expected = ("forms", "种子 3", "1000 / 100000 个异常值", "请求 333 次", "0 处出错")
    assert all(words in forms for words in expected)
    assert "1 处出错" in headers and "500 ValueError at a.py:1" in place and "operator GET /admin/" in place


def test_a_run_that_sent_no_whole_batch_says_so(tmp_path: Path) -> None:
    assert fuzzing.told(tmp_path) == ["还没有送完一批；没有结果可报。"]
