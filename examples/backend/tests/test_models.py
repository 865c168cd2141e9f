import json
from decimal import Decimal
from pathlib import Path

import pytest

from aive_client.errors import ANSWERS, answer
from aive_client.identity import attempt, job_id, without_signature
from aive_client.models import RenderRequest, RenderResult
from aive_client.schema import problems
from tests.samples import BODY, RESULT, request

EXAMPLES = Path(__file__).parents[2]


def test_a_request_keeps_every_field_and_adds_none() -> None:
    assert request().body() == BODY


@pytest.mark.parametrize("file", ["sonnet/project.json", "gallery/overlays/project.json", "gallery/sound/project.json"])
def test_the_examples_are_valid_and_pass_unchanged(file: str) -> None:
    body = json.loads((EXAMPLES / file).read_text(encoding="utf-8"))
    assert problems(body) == []
    assert RenderRequest.model_validate(body).body() == body


def test_the_callback_is_replaced() -> None:
    # given
    theirs = request(callback={"url": "https://attacker.example.com", "task_id": "x"})
    # then
    ours = theirs.with_callback("https://api.example.com/7", "7").body()["callback"]
    assert ours == {"url": "https://api.example.com/7", "task_id": "7"}
    assert "callback" not in theirs.model_copy(update={"callback": None}).body()


def test_a_result_is_read_with_fields_of_later_versions() -> None:
    result = RenderResult.model_validate(RESULT)
    assert (result.frames, result.fps, result.chunks.reused) == (105, "30000/1001", 1)
    assert result.cost and result.cost.dollars == Decimal("0.0123")
    assert result.warnings[0].pointer == "/render"
    assert (result.model_extra or {})["a_later_field"] is True


def test_every_problem_has_its_pointer() -> None:
    # given
    body = {"project_data": {"id": "", "sentences": [{"start_time": -1, "end_time": 2}]}, "render": {"fps": "fast"}}
    # then
    assert [problem.pointer for problem in problems(body)] == [
        "",
        "/project_data/id",
        "/project_data/sentences/0",
        "/project_data/sentences/0/start_time",
        "/render/fps",
    ]
    assert problems(body)[0].message == "'audio_url' is a required property"


def test_a_long_value_is_shortened_in_a_message() -> None:
    found = problems(BODY | {"audio_url": 7, "project_data": {"id": "x" * 10_000, "sentences": []}})
    assert [problem.pointer for problem in found] == ["/audio_url", "/project_data/id", "/project_data/sentences"]
    assert all(len(problem.message) <= 310 for problem in found)
    assert found[1].message.endswith("is too long")


def test_the_same_project_has_the_same_id() -> None:
    # given
    reordered = json.loads(json.dumps(BODY, sort_keys=True))
    # then
    assert job_id(request()) == job_id(RenderRequest.model_validate(reordered))
    assert job_id(request()) == job_id(request(callback={"url": "https://api.example.com"}))
    assert job_id(request()) != job_id(request(render={"quality": "high"}))
    assert len(attempt(job_id(request()), 20)) <= 80
    assert [attempt("job-1", number) for number in (1, 2)] == ["job-1", "job-1-2"]


@pytest.mark.parametrize(
    ("signed", "bare"),
    [
        ("https://a/b?v=2&X-Amz-Date=1&X-Amz-Signature=2", "https://a/b?v=2"),
        ("https://a/b?AWSAccessKeyId=1&Signature=2&Expires=3", "https://a/b"),
        ("https://a/b?sv=1&sr=b&sig=2&size=3", "https://a/b?size=3"),
        ("https://a/b?Expires=3", "https://a/b?Expires=3"),
    ],
)
def test_a_new_signature_is_no_new_project(signed: str, bare: str) -> None:
    assert without_signature(signed) == bare
    assert job_id(request(audio_url=signed)) == job_id(request(audio_url=bare))


def test_an_error_of_aws_is_ours_to_investigate() -> None:
    assert answer("Lambda.TooManyRequestsException").remedy == "report"
    assert answer("InvalidProject").http_status == 422
    assert {known.remedy for known in ANSWERS.values()} == {"change", "retry", "report"}
