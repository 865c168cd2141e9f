import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aive_client.errors import ANSWERS, answer
from aive_client.identity import attempt, job_id, without_signature
from aive_client.messages import OF_PATTERN
from aive_client.models import RenderRequest, RenderResult
from aive_client.schema import MOST_LEVELS, definitions, problems
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
        "/audio_url",
        "/project_data/id",
        "/project_data/sentences/0/selected_footage",
        "/project_data/sentences/0/start_time",
        "/render/fps",
    ]


def test_a_long_value_is_shortened_in_a_message() -> None:
    found = problems(BODY | {"audio_url": 7, "project_data": {"id": "x" * 10_000, "sentences": []}})
    assert [problem.pointer for problem in found] == ["/audio_url", "/project_data/id", "/project_data/sentences"]
    assert all(len(problem.message) <= 310 for problem in found)
    assert found[1].message == "id has 10000 characters; it must have at most 300"


def in_render(**render: Any) -> dict[str, Any]:
    return BODY | {"render": render}


def with_sentence(**fields: Any) -> dict[str, Any]:
    sentence = BODY["project_data"]["sentences"][0] | fields
    return BODY | {"project_data": {"id": "film-7", "sentences": [sentence]}}


@pytest.mark.parametrize(
    ("body", "pointer", "message"),
    [
        (in_render(widht=8), "/render/widht", '"widht" is not a field here; did you mean width?'),
        (in_render(music={"zzz": 1}), "/render/music/zzz", '"zzz" is not a field here; the fields are '),
        (
            in_render(fit="stretch"),
            "/render/fit",
            'fit is "stretch"; it must be one of cover, contain, blur',
        ),
        (
            in_render(fit="Blurr"),
            "/render/fit",
            'fit is "Blurr"; it must be one of cover, contain, blur; did you mean blur?',
        ),
        (in_render(width="8"), "/render/width", 'width is "8"; it must be a whole number, 16 to 4096'),
        (in_render(width=8), "/render/width", "width is 8; it must be a whole number, 16 to 4096"),
        (in_render(width=5000), "/render/width", "width is 5000; it must be a whole number, 16 to 4096"),
        (in_render(width=17), "/render/width", "width is 17; it must be even"),
        (in_render(fps=True), "/render/fps", "fps is true; it must be a number, 1 to 120, or a fraction such as "),
        (in_render(budget=0), "/render/budget", "budget is 0; it must be a number, more than 0 and at most 1000000"),
        (in_render(background="red"), "/render/background", 'background is "red"; it must be a colour as #RRGGBB, '),
        (in_render(focus={"x": 2}), "/render/focus/x", "x is 2; it must be a number, 0 to 1"),
        (in_render(focus="up"), "/render/focus", 'focus is "up"; it must be one of center, top, '),
        (
            in_render(captions={"font": "Montserat"}),
            "/render/captions/font",
            'font is "Montserat"; it must be one of noto_sans, montserrat, poppins, anton, or the address of a ',
        ),
        (in_render(captions=[]), "/render/captions", "captions is a list; it must be an object"),
        (BODY | {"audio_url": 7}, "/audio_url", "audio_url is 7; it must be a string"),
        (BODY | {"audio_url": ""}, "/audio_url", "audio_url is empty; it must have at least 1 character"),
        (BODY | {"project_data": {"id": "7", "sentences": [7]}}, "/project_data/sentences/0", "sentences/0 is 7; it "),
        (
            BODY | {"project_data": {"id": "a\n", "sentences": []}},
            "/project_data/id",
            'id is "a\\n"; it must not conta',
        ),
        (with_sentence(end_time=None), "/project_data/sentences/0/end_time", "end_time is null; it must be a number, "),
        (with_sentence(selected_footage=None), "/project_data/sentences/0/selected_footage", "selected_footage is nul"),
        (
            with_sentence(end_time=0.25),
            "/project_data/sentences/0/end_time",
            "end_time is 0.25; it must not be before start_time, 0.5",
        ),
        (
            with_sentence(end_time=0.25, selected_footage=7),
            "/project_data/sentences/0/end_time",
            "end_time is 0.25; it must not be before start_time, 0.5",
        ),
        (
            BODY | {"music_url": "https://a/b", "music_tracks": ["https://a/b"]},
            "/music_url",
            "there are both music_url and music_tracks; leave out one of them",
        ),
        ([], "", "the body is a list; it must be an object"),
        ({"audio_url": "https://a/b"}, "/project_data", "project_data is missing; it must be an object"),
    ],
)
def test_a_mistake_is_told_in_the_words_of_the_renderer(body: Any, pointer: str, message: str) -> None:
    found = {problem.pointer: problem.message for problem in problems(body)}
    assert found[pointer].startswith(message)
    assert "None" not in str(found)


def test_a_value_of_another_type_has_one_problem() -> None:
    found = problems(BODY | {"project_data": {"id": [], "sentences": BODY["project_data"]["sentences"]}})
    assert [problem.message for problem in found] == ["id is a list; it must be a string"]
    found = problems(with_sentence(start_time=True, end_time=0.5))
    assert [problem.pointer for problem in found] == ["/project_data/sentences/0/start_time"]


def test_an_address_in_a_message_has_no_secret() -> None:
    assert "SECRET" not in str(problems(in_render(fit="https://me:SECRET@a/b?sig=SECRET")))


@pytest.mark.parametrize(
    ("body", "pointer", "name"),
    [
        (BODY | {"title": "cut \ud83c"}, "/title", "title"),
        (in_render(fit="\udf00"), "/render/fit", "fit"),
        (with_sentence(text="\ud83c."), "/project_data/sentences/0/text", "text"),
        (BODY | {"unknown": [["\ud83c"]]}, "/unknown/0/0", "unknown/0/0"),
        (BODY | {"a\ud83c": 1}, "", "the name of a field"),
        ("\ud83c", "", "the body"),
    ],
)
def test_half_a_character_is_refused_in_every_text(body: Any, pointer: str, name: str) -> None:
    found = problems(body)
    assert [problem.pointer for problem in found] == [pointer]
    assert found[0].message.startswith(f"{name} contains half a surrogate pair, which is not a character")
    found[0].model_dump_json().encode()


def test_a_whole_emoji_is_accepted() -> None:
    assert problems(BODY | {"title": json.loads('"\\ud83c\\udf3b"')}) == []


@pytest.mark.parametrize(("levels", "count"), [(MOST_LEVELS - 1, 0), (MOST_LEVELS, 1), (900, 1)])
def test_levels_are_limited(levels: int, count: int) -> None:
    assert len(problems(BODY | {"unknown": json.loads("[" * levels + "1" + "]" * levels)})) == count


def test_every_pattern_of_the_schema_has_words() -> None:
    reached = {name: rule for name, rule in definitions().items() if name not in ("location", "event")}
    assert set(patterns(reached)) == set(OF_PATTERN)


def patterns(rule: Any) -> Iterator[str]:
    match rule:
        case dict():
            if isinstance(rule.get("pattern"), str):
                yield rule["pattern"]
            for name, part in rule.items():
                if name != "not":
                    yield from patterns(part)
        case list():
            for part in rule:
                yield from patterns(part)


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
