"""When is something done already, and when must it be done again?"""

import shutil

import pytest

from launcher import keys, loading, setup, stamps


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.lock").write_text("one")
    (tmp_path / "b.lock").write_text("two")
    return tmp_path


def test_the_digest_does_not_depend_on_the_order_of_files(folder):
    one, two = folder / "a.lock", folder / "b.lock"
    assert stamps.digest([one, two], folder) == stamps.digest([two, one], folder)


def test_the_digest_changes_with_content_and_with_name(folder):
    before = stamps.digest([folder / "a.lock"], folder)
    (folder / "c.lock").write_text("one")
    assert stamps.digest([folder / "c.lock"], folder) != before
    (folder / "a.lock").write_text("changed")
    assert stamps.digest([folder / "a.lock"], folder) != before


@pytest.mark.parametrize("content", ["", "{", "[]", '"text"'])
def test_a_half_written_stamp_counts_as_none(tmp_path, content):
    path = tmp_path / "stamp.json"
    path.write_text(content)
    assert stamps.read(path) == {}


def test_a_missing_stamp_covers_nothing_and_a_written_one_what_it_says(tmp_path):
    path = tmp_path / "deep" / "stamp.json"
    assert not stamps.covers(stamps.read(path), {"lock": "x"})
    stamps.write(path, {"lock": "x", "more": "y"})
    assert stamps.covers(stamps.read(path), {"lock": "x"})
    assert not stamps.covers(stamps.read(path), {"lock": "z"})


def test_development_tools_are_wanted_by_their_own_lock_file():
    assert setup.RUNTIME in setup.wanted(dev=False)
    assert setup.DEV in setup.wanted(dev=True)


def test_an_environment_in_a_moved_folder_is_not_taken_for_finished(tmp_path, monkeypatch):
    stamp = setup.wanted(dev=False)
    monkeypatch.setattr(setup.paths, "VENV", tmp_path / ".venv")
    assert not stamps.covers(stamp, setup.wanted(dev=False))


def test_data_is_loaded_again_when_a_migration_a_policy_or_a_city_changes(tmp_path, monkeypatch):
    monkeypatch.setattr(loading.paths, "ROOT", tmp_path)
    made_from = (
        "app/migrations/0001.py", "wing/room/migrations/0001.py", "subsidies/policies/city/a.yaml",
        "fixtures/cities/city/city.yaml", "fixtures/province.yaml", "accounts/cities/city.py",
    )  # fmt: skip
    seen = {loading._sources()}
    for path in (tmp_path / name for name in made_from):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("first")
        seen.add(loading._sources())
        path.write_text("second")
        seen.add(loading._sources())
    assert len(seen) == 1 + 2 * len(made_from)


def test_data_is_loaded_again_into_a_cluster_made_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(loading.paths, "VAR", tmp_path)
    assert loading._cluster() == ""
    version = tmp_path / "pg" / "PG_VERSION"
    version.parent.mkdir()
    version.write_text("18")
    first = loading._cluster()
    shutil.rmtree(version.parent)
    (tmp_path / "another").mkdir()
    version.parent.mkdir()
    version.write_text("18")
    assert loading._cluster() not in ("", first)


def test_a_secret_is_made_once_for_the_owner_alone(tmp_path):
    path = tmp_path / "var" / "secret.key"
    first = keys.kept(path)
    assert len(first) >= 50
    assert keys.kept(path) == first
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_empty_secret_left_by_a_killed_run_is_made_again(tmp_path):
    path = tmp_path / "secret.key"
    path.write_text("")
    assert keys.kept(path)
