"""The two commands, as people call them."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from subsidies.policies.examples import json_line
from tests.examples import worked_examples

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def claims(tmp_path):
    """The worked examples as a file of claims."""
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(f"{json_line(row.claim)}\n" for row in worked_examples()), encoding="utf-8")
    return path


def test_a_file_is_answered_and_the_outcomes_are_counted(claims, tmp_path):
    answers, said = tmp_path / "results.jsonl", io.StringIO()
    call_command("compute_awards", "--in", str(claims), "--out", str(answers), stderr=said)
    outcomes = [json.loads(line)["outcome"] for line in answers.read_text(encoding="utf-8").splitlines()]
    assert len(outcomes) == 168
    assert "共 168 行" in said.getvalue()
    assert f"应给予（payable）：{outcomes.count('payable')}" in said.getvalue()


def test_the_command_runs_by_itself_from_pipe_to_pipe_without_any_server(claims):
    environment = os.environ | {
        "DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1/0",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "compute_awards", "--in", "-", "--out", "-", "--no-steps"],
        cwd=ROOT, env=environment, input=claims.read_bytes() + b"no json\n", capture_output=True, check=True,
    )  # fmt: skip
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers[:168]] == [f"g{number:03d}" for number in range(1, 169)]
    assert answers[168]["reasons"] == ["line 169"]
    assert "共 169 行" in done.stderr.decode()


@pytest.mark.parametrize(
    ("source", "sink", "sentence"),
    [
        ("{folder}/none.jsonl", "-", "读不了申报文件“{folder}/none.jsonl”：没有这个文件或文件夹。"),
        ("{folder}", "-", "读不了申报文件“{folder}”：它是一个文件夹。"),
        ("{claims}", "{folder}/none/out.jsonl", "写不了结果文件“{folder}/none/out.jsonl”：没有这个文件或文件夹。"),
        ("{claims}", "{claims}", "结果文件不能就是申报文件，请另写一个名字。"),
    ],
)
def test_what_cannot_be_read_or_written_is_said_in_one_sentence(claims, tmp_path, source, sink, sentence):
    names = {"folder": tmp_path, "claims": claims}
    with pytest.raises(CommandError) as error:
        call_command("compute_awards", "--in", source.format(**names), "--out", sink.format(**names))
    assert str(error.value) == sentence.format(**names)


def test_a_failed_call_leaves_the_claims_alone(claims):
    before = claims.read_bytes()
    with pytest.raises(CommandError):
        call_command("compute_awards", "--in", str(claims), "--out", str(claims))
    assert claims.read_bytes() == before


def explained(*arguments) -> str:
    said = io.StringIO()
    call_command("explain_award", *arguments, stdout=said)
    return said.getvalue()


def test_a_reckoning_is_printed_step_by_step(claims):
    said = explained(str(claims), "--id", "g142")
    assert "CZ-16 科技金融贷款贴息（长政发〔2024〕15号 第16条）" in said
    assert "结论：应给予 50000.00 元" in said
    assert "1. 申报条件：均符合" in said
    assert "以此为限" in said


def test_a_claim_may_be_given_as_text():
    said = explained('{"scheme":"CZ-13","on":"2026-03-31","applicant_kind":"team","resident":false}')
    assert "不符合条件" in said
    assert "not_resident" in said


def test_half_a_character_is_printed_as_its_escape():
    done = subprocess.run(
        [sys.executable, "manage.py", "explain_award", '{"scheme": "\\ud800"}'],
        cwd=ROOT, env=os.environ | {"PYTHONIOENCODING": "utf-8"}, capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout.decode().startswith("没有事项 \\ud800\n")


@pytest.mark.parametrize(
    ("argument", "more", "sentence"),
    [
        ("none.json", [], "读不了申报文件“none.json”：没有这个文件，或没有权限。"),
        ("{no json", [], "没有找到申报：应是一个JSON对象。"),
        ("{claims}", ["--id", "g999"], "没有编号为“g999”的申报。"),
        ("{claims}", [], "有不止一件申报，请用 --id 指明编号。"),
    ],
)
def test_what_is_no_single_claim_is_said_in_one_sentence(claims, argument, more, sentence):
    with pytest.raises(CommandError) as error:
        explained(argument.replace("{claims}", str(claims)), *more)
    assert str(error.value) == sentence


def test_the_ground_of_a_decided_figure_is_told_beside_the_claim() -> None:
    facts = {"selected": True, "used_as_capital": True, "paid_in_capital": "2000000", "decided_amount": "400000"}
    claim = {"scheme": "JC-03", "on": "2025-06-30", "applicant_kind": "enterprise", "resident": True, "facts": facts}
    said = explained(json.dumps({"claim": claim, "grounds": {"decided_amount": "会议纪要"}}))
    assert "核定的启动资金的依据：会议纪要" in said
    assert said.replace("核定的启动资金的依据：会议纪要\n", "") == explained(json.dumps(claim))
    assert explained(json.dumps({"claim": claim, "grounds": "会议纪要"})) == explained(json.dumps(claim))
