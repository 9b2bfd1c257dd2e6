"""What a person reads when something is wrong: the cause, and a way out."""

import errno
import subprocess
import sys

import pytest

from launcher import check, index, paths, services, testing
from launcher.commands import COMMANDS, in_words, run_command
from launcher.say import Problem


@pytest.mark.parametrize(
    ("output", "cause", "way_out"),
    [
        (
            "error: client error (Connect)\n dns error: failed to lookup address information",
            "没有网络",
            "PIP_INDEX_URL",
        ),
        (
            "ERROR: Could not find a version that satisfies\nERROR: No matching distribution found",
            "没有网络",
            "HTTPS_PROXY",
        ),
        ("OSError: [Errno 28] No space left on device", "磁盘已满", "2 GB"),
        ("Hash mismatch for `django==5.2.19`", "校验和不符", "软件源"),
        ("something nobody foresaw", "失败", "再运行一次"),
    ],
)
def test_a_failed_installation_names_its_cause_and_a_way_out(tmp_path, output, cause, way_out):
    log = tmp_path / "setup.log"
    log.write_text(output)
    told = index.failure("安装依赖", output, log)
    assert cause in told.what
    assert way_out in told.way_out
    assert str(log) in told.way_out


@pytest.mark.parametrize(
    ("number", "words"), [(errno.EACCES, "没有权限"), (errno.ENOSPC, "磁盘已满"), (errno.EIO, "操作系统报错")]
)
def test_an_error_of_the_operating_system_becomes_a_sentence(number, words):
    told = in_words(OSError(number, "x", "var/file"))
    assert words in told.what
    assert told.way_out


def test_a_problem_reads_as_cause_and_way_out():
    assert str(Problem("坏了。", "修一修")) == "坏了。\n  办法：修一修"
    assert str(Problem("坏了。")) == "坏了。"


def test_an_unknown_command_lists_the_known_ones(capsys):
    assert run_command(["nonsense"]) == 2
    told = capsys.readouterr().out
    assert all(name in told for name in COMMANDS)


def test_the_index_of_pip_is_found_whatever_level_sets_it():
    assert (
        index.index_of("global.timeout='9'\nglobal.index-url='https://a.example/simple'") == "https://a.example/simple"
    )
    assert index.index_of(":env:.index-url='https://b'\nglobal.index-url='https://a'") == "https://b"
    assert index.index_of("global.extra-index-url='https://a'") == ""


def test_a_password_is_not_shown():
    assert services.without_password("postgres://me:secret@h:1/db") == "postgres://me:***@h:1/db"
    assert services.without_password("redis://:pw@h/0") == "redis://:***@h/0"
    assert services.without_password("redis://h/0") == "redis://h/0"


@pytest.mark.parametrize(
    ("counts", "status", "line"),
    [
        ({"passed": 3, "failed": 0, "skipped": 0}, 0, "3 passed, 0 failed"),
        ({"passed": 3, "failed": 2, "skipped": 1}, 1, "3 passed, 2 failed, 1 skipped"),
        ({}, 3, "0 passed, 1 failed"),
        ({"passed": 3, "failed": 0, "skipped": 0}, 1, "3 passed, 1 failed"),
    ],
)
def test_the_closing_line_counts_a_broken_run_as_a_failure(counts, status, line):
    assert testing.closing_line(counts, status) == line


def test_make_help_lists_every_target():
    makefile = (paths.ROOT / "Makefile").read_text()
    targets = makefile.split(".PHONY:")[1].split("\n")[0].split()
    told = subprocess.run(["make", "help"], cwd=paths.ROOT, capture_output=True, text=True, check=True).stdout
    assert [name for name in targets if f"make {name} " not in told] == []


def test_the_first_file_can_be_read_by_an_old_python():
    """No annotation, no f-string, no walrus: otherwise an old python3 answers with a syntax error."""
    import ast

    tree = ast.parse((paths.ROOT / "launcher/__main__.py").read_text(), feature_version=(3, 4))
    modern = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match)
    assert [node for node in ast.walk(tree) if isinstance(node, modern)] == []


def test_lock_files_agree_and_hold_no_address():
    assert check.lock_files(paths.ROOT) == ""


def test_an_address_in_a_lock_file_is_found(tmp_path):
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-uv.txt"):
        (tmp_path / name).write_text("a==1 \\\n")
    (tmp_path / "requirements.lock").write_text("a==1 \\\n--index-url https://registry.example/simple\nb==2 \\\n")
    told = check.lock_files(tmp_path)
    assert "https://registry.example/simple" in told
    assert "b==2" in told


def test_a_path_outside_the_repository_is_found(tmp_path):
    file = tmp_path / "page.md"
    file.write_text("see .." + "/shared/STYLE.md")
    assert "page.md" in check.outside_paths([file])
    file.write_text("see docs/style.md and framework/main")
    assert check.outside_paths([file]) == ""


def test_the_launcher_needs_nothing_but_the_standard_library():
    modules = {path.stem for path in (paths.ROOT / "launcher").glob("*.py")} - {"reporting", "__main__"}
    code = "import importlib, sys\nsys.path.insert(0, '.')\n"
    code += "\n".join(f"importlib.import_module('launcher.{name}')" for name in sorted(modules))
    done = subprocess.run([sys.executable, "-S", "-I", "-c", code], cwd=paths.ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_an_unsuitable_python_is_a_sentence_with_a_way_out(tmp_path):
    code = "import runpy, sys\nsys.version_info = (3, 9, 2)\nrunpy.run_module('launcher', run_name='__main__')"
    env = {"PATH": str(tmp_path), "PYTHONPATH": "."}
    done = subprocess.run([sys.executable, "-c", code], cwd=paths.ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 1
    assert "这里的 python3 是 3.9" in done.stderr
    assert "make PYTHON=" in done.stderr


def test_another_python_on_the_path_that_suits_is_taken(tmp_path):
    (tmp_path / "python3.12").symlink_to(sys.executable)
    code = "import runpy, sys\nsys.version_info = (3, 9, 2)\nsys.argv = ['launcher', 'nonsense']\n"
    code += "runpy.run_module('launcher', run_name='__main__')"
    env = {"PATH": str(tmp_path), "PYTHONPATH": "."}
    done = subprocess.run([sys.executable, "-c", code], cwd=paths.ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 2
    assert "python3 -m launcher run" in done.stdout
