"""The HTTP API, with a renderer in memory."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

pytest.importorskip("fastapi", reason="fastapi is not installed: pip install -r requirements-dev.txt")
pytest.importorskip("httpx2", reason="httpx2 is not installed: pip install -r requirements-dev.txt")

from fastapi.testclient import TestClient
from pydantic import ValidationError

from aive_client.callback import CallbackSecret
from aive_client.errors import RendererMisconfigured, RendererUnavailable
from aive_client.models import Execution, Problem
from backend.app import app_of, create_app, renderer_of, secret_of
from backend.settings import Settings
from tests.fake_renderer import FakeRenderer
from tests.samples import BODY, MACHINE, RESULT, SECRET


def settings(folder: Path, **changes: Any) -> Settings:
    values: dict[str, Any] = {
        "renderer": "aws",
        "state_machine_arn": MACHINE,
        "work_bucket": "work",
        "database": folder / "jobs.sqlite3",
    }
    return Settings(_env_file=None, **values | changes)


@pytest.fixture
def renderer() -> FakeRenderer:
    return FakeRenderer()


@pytest.fixture
def client(tmp_path: Path, renderer: FakeRenderer) -> Iterator[TestClient]:
    chosen = settings(tmp_path, public_url="https://api.example.com/", callback_secret="aive-dev/callback")
    app = app_of(chosen, renderer, CallbackSecret(lambda: SECRET))
    with TestClient(app, follow_redirects=False) as client:
        yield client


def send(client: TestClient, name: str, key: str = "key-1", **message: Any) -> int:
    """Sends a signed message to the callback; returns the status of the answer."""
    fields = {"status": "processing", "progress": 50, "video_url": None, "error_message": None, "task_id": name}
    return send_signed(client, name, key, json.dumps(fields | message).encode())


def send_signed(client: TestClient, name: str, key: str, body: bytes, at: str | None = None) -> int:
    at = at or str(int(time.time()))
    signature = hmac.new(SECRET.encode(), f"{at}.{key}.".encode() + body, hashlib.sha256).hexdigest()
    headers = {"X-Aive-Timestamp": at, "Idempotency-Key": key, "X-Aive-Signature-V2": "sha256=" + signature}
    answer = client.put(f"/renders/{name}/callback", content=body, headers=headers)
    return int(answer.status_code)


def test_a_render_from_the_click_to_the_video(client: TestClient, renderer: FakeRenderer) -> None:
    # given
    answer = client.post("/renders", json=BODY)
    assert answer.status_code == 202
    name = answer.json()["id"]
    assert answer.json() == {"id": name, "status": "processing", "progress": 0}
    assert client.post("/renders", json=BODY).json()["id"] == name
    callback = renderer.requests[name].callback
    assert callback and callback.url == f"https://api.example.com/renders/{name}/callback"
    # when
    assert send(client, name) == 200
    assert client.get(f"/renders/{name}").json()["progress"] == 50
    assert client.get(f"/renders/{name}/video").status_code == 409
    renderer.succeed(name)
    assert send(client, name, "key-2", status="complete", progress=100, video_url="https://x.example.com") == 200
    # then
    done = client.get(f"/renders/{name}").json()
    assert (done["status"], done["progress"]) == ("complete", 100)
    video = client.get(f"/renders/{name}/video")
    assert (video.status_code, video.headers["Location"]) == (307, done["video_url"])


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        (b"{", [""]),
        (b'{"audio_url": NaN}', [""]),
        (b"[" * 100_000, [""]),
        (b"[]", [""]),
        (json.dumps(BODY | {"audio_url": 7}).encode(), ["/audio_url"]),
        (json.dumps({"project_uri": "s3://anothers/project.json"}).encode(), ["/project_uri"]),
        (json.dumps({"body": json.dumps({"project_uri": "s3://anothers/p.json"})}).encode(), ["/project_uri"]),
        (json.dumps({"body": json.dumps({"body": "{}"})}).encode(), [""]),
        (json.dumps({"body": "{}", "project_data": {}}).encode(), [""]),
        (json.dumps({"body": "{oops"}).encode(), ["/body"]),
        (json.dumps({"body": "a", "isBase64Encoded": True}).encode(), ["/body"]),
        (json.dumps(BODY | {"title": "cut \ud83c"}).encode(), ["/title"]),
        (json.dumps({"body": json.dumps(BODY | {"title": "cut \ud83c"})}).encode(), ["/title"]),
        (json.dumps(BODY | {"title": "x"}).encode().replace(b'"x"', b'"\xed\xa0\xbc"'), ["/title"]),
        (json.dumps(BODY | {"unknown": 0.5}).encode().replace(b"0.5}", b"1e999}"), [""]),
        (json.dumps({"body": json.dumps(BODY | {"audio_url": 7})}).encode(), ["/audio_url"]),
    ],
)
def test_an_invalid_project_is_refused_before_it_is_accepted(
    client: TestClient, renderer: FakeRenderer, body: bytes, pointers: list[str]
) -> None:
    answer = client.post("/renders", content=body)
    assert answer.status_code == 422
    assert answer.json()["detail"]["error"] == "InvalidProject"
    assert [problem["pointer"] for problem in answer.json()["detail"]["problems"]] == pointers
    assert renderer.executions == {}


def test_a_request_of_more_than_16_mebibytes_is_refused(client: TestClient) -> None:
    answer = client.post("/renders", content=b" " * (16 * 1024 * 1024 + 1))
    assert (answer.status_code, answer.json()["detail"]) == (413, "A request may have 16 MiB.")


@pytest.mark.parametrize(
    ("error", "status", "remedy"),
    [
        ("MediaUnavailable", 424, "change"),
        ("StorageUnavailable", 503, "retry"),
        ("EncodeFailed", 500, "report"),
        ("Lambda.Unknown", 500, "report"),
    ],
)
def test_a_failure_is_told_with_its_remedy(
    client: TestClient, renderer: FakeRenderer, error: str, status: int, remedy: str
) -> None:
    name = client.post("/renders", json=BODY).json()["id"]
    renderer.fail(name, error, "")
    assert send(client, name, status="failed", error_message=f"{error}: /audio_url: no") == 200
    shown = client.get(f"/renders/{name}")
    assert shown.status_code == 200
    assert (shown.json()["error"], shown.json()["message"], shown.json()["remedy"]) == (
        error,
        "/audio_url: no",
        remedy,
    )
    assert client.get(f"/renders/{name}/video").status_code == status


def test_an_event_of_the_old_service_is_unwrapped(client: TestClient, renderer: FakeRenderer) -> None:
    # given
    file = Path(__file__).parents[2] / "aive-event" / "event.json"
    event = json.loads(file.read_text(encoding="utf-8"))
    encoded = {"body": base64.b64encode(event["body"].encode()).decode(), "isBase64Encoded": True}
    # when
    answers = [client.post("/renders", json=body) for body in (event, encoded, json.loads(event["body"]))]
    # then
    assert [answer.status_code for answer in answers] == [202] * 3
    assert len({answer.json()["id"] for answer in answers}) == 1
    sent = renderer.requests[answers[0].json()["id"]].model_copy(update={"callback": None}).body()
    assert sent == {name: value for name, value in json.loads(event["body"]).items() if name != "callback"}


def test_what_the_renderer_refuses_is_refused_before_202(client: TestClient, renderer: FakeRenderer) -> None:
    renderer.found = [Problem(pointer="/audio_url", message="outside")]
    answer = client.post("/renders", json=BODY)
    assert answer.status_code == 422
    assert answer.json()["detail"]["problems"] == [{"pointer": "/audio_url", "message": "outside"}]
    assert renderer.executions == {}


def test_a_finished_job_shows_its_result(client: TestClient, renderer: FakeRenderer) -> None:
    name = client.post("/renders", json=BODY).json()["id"]
    renderer.succeed(name)
    shown = client.post("/renders", json=BODY).json()
    assert shown == client.get(f"/renders/{name}").json()
    for field in ("warnings", "duration_seconds", "cost", "poster_key", "captions_keys"):
        assert shown[field] == RESULT[field]
    assert shown["chunks"] == {"total": 2, "reused": 1}
    for path, key in (("poster", RESULT["poster_key"]), ("captions.vtt", RESULT["captions_keys"][1])):
        answer = client.get(f"/renders/{name}/{path}")
        assert answer.headers["Location"] == f"https://signed.example.com/videos-bucket/{key}"


@pytest.mark.parametrize("path", ["poster", "captions.vtt", "video"])
def test_files_are_there_after_the_end(client: TestClient, renderer: FakeRenderer, path: str) -> None:
    name = client.post("/renders", json=BODY).json()["id"]
    assert client.get(f"/renders/{name}/{path}").status_code == 409
    renderer.fail(name, "MediaUnusable", "")
    client.post("/renders", json=BODY)
    assert client.get(f"/renders/{name}/{path}").status_code == 422
    assert client.get(f"/renders/job-0/{path}").status_code == 404


def test_a_job_that_waits_is_queued(client: TestClient, renderer: FakeRenderer) -> None:
    name = client.post("/renders", json=BODY).json()["id"]
    renderer.waiting.add(name)
    assert client.get(f"/renders/{name}").json()["status"] == "queued"
    renderer.waiting.clear()
    assert client.get(f"/renders/{name}").json()["status"] == "processing"


def test_unknown_parameters_are_refused(client: TestClient, renderer: FakeRenderer) -> None:
    answer = client.post("/renders?agian=true", json=BODY)
    assert (answer.status_code, answer.json()["detail"]) == (
        422,
        '"agian" is not a parameter here; did you mean again?',
    )
    answer = client.get("/health?verbose=1")
    assert answer.json()["detail"] == '"verbose" is not a parameter here; there are no parameters'
    assert renderer.executions == {}


def test_health_asks_nothing_of_the_renderer(client: TestClient, renderer: FakeRenderer) -> None:
    renderer.is_available = False
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_a_deleted_video_is_gone_and_can_be_rendered_again(client: TestClient, renderer: FakeRenderer) -> None:
    name = client.post("/renders", json=BODY).json()["id"]
    renderer.succeed(name)
    client.post("/renders", json=BODY)
    renderer.is_deleted = True
    assert client.get(f"/renders/{name}/video").status_code == 410
    assert client.post("/renders?again=true", json=BODY).json()["id"] == name + "-2"


def test_a_wrong_role_is_503_and_one_line_of_the_log(
    client: TestClient, renderer: FakeRenderer, caplog: pytest.LogCaptureFixture
) -> None:
    renderer.fault = RendererMisconfigured("states:StartExecution on arn:aws:x: AccessDenied")
    answer = client.post("/renders", json=BODY)
    assert (answer.status_code, answer.json()["detail"]["error"]) == (503, "ConfigurationError")
    assert "arn:" not in answer.text
    lines = [record.getMessage() for record in caplog.records if record.name == "backend.app"]
    assert lines == ["POST /renders: states:StartExecution on arn:aws:x: AccessDenied"]


def test_a_project_that_has_failed_too_often_is_409(
    client: TestClient, renderer: FakeRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.service.MOST_FAILURES", 3)
    for _ in range(3):
        renderer.fail(client.post("/renders", json=BODY).json()["id"], "MediaUnusable", "")
    answer = client.post("/renders", json=BODY)
    assert (answer.status_code, "change the project" in answer.text) == (409, True)


@pytest.mark.parametrize(
    ("body", "at"),
    [
        (b'{"status": "other", "progress": 1, "task_id": "TASK"}', None),
        (b"no JSON", None),
        (b'{"status": "processing", "progress": 1, "task_id": "TASK"}', "abc"),
    ],
)
def test_a_signed_message_that_cannot_be_read_is_400(client: TestClient, body: bytes, at: str | None) -> None:
    name = client.post("/renders", json=BODY).json()["id"]
    assert send_signed(client, name, "key-1", body.replace(b"TASK", name.encode()), at) == 400


def test_an_unreachable_renderer_is_503(client: TestClient, renderer: FakeRenderer) -> None:
    renderer.is_available = False
    answer = client.post("/renders", json=BODY)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    renderer.is_available = True
    assert client.post("/renders", json=BODY).status_code == 202


def test_a_render_can_be_cancelled(client: TestClient, renderer: FakeRenderer) -> None:
    name = client.post("/renders", json=BODY).json()["id"]
    assert client.delete(f"/renders/{name}").json()["error"] == "Aborted"
    assert client.get(f"/renders/{name}/video").status_code == 409
    renderer.forget(name)
    assert client.delete(f"/renders/{name}").status_code == 409


def test_only_messages_of_the_renderer_are_taken(client: TestClient) -> None:
    name = client.post("/renders", json=BODY).json()["id"]
    assert client.put(f"/renders/{name}/callback", json={"status": "failed"}).status_code == 401
    assert send(client, name, task_id="another") == 400
    assert send(client, "job-0") == 404
    assert client.get("/renders/job-0").status_code == 404
    assert client.get(f"/renders/{name}").json()["progress"] == 0


def test_a_local_video_is_sent(
    client: TestClient, renderer: FakeRenderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    (tmp_path / "a b.mp4").write_bytes(b"a video")
    name = client.post("/renders", json=BODY).json()["id"]
    renderer.succeed(name)
    monkeypatch.setattr(renderer, "video_url", lambda _: (tmp_path / "a b.mp4").as_uri())
    client.post("/renders", json=BODY)
    # then
    assert client.get(f"/renders/{name}").json()["video_url"] == f"/renders/{name}/video"
    assert client.get(f"/renders/{name}/video").content == b"a video"
    head = client.head(f"/renders/{name}/video")
    assert (head.status_code, head.headers["Content-Length"], head.content) == (200, "7", b"")


def test_local_captions_are_sent_as_such(
    client: TestClient, renderer: FakeRenderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = client.post("/renders", json=BODY).json()["id"]
    renderer.succeed(name)
    client.post("/renders", json=BODY)
    monkeypatch.setattr(renderer, "video_url", lambda uri: (tmp_path / uri.rpartition("/")[2]).as_uri())
    assert client.get(f"/renders/{name}/captions.vtt").status_code == 410
    (tmp_path / "abc.vtt").write_bytes(b"WEBVTT")
    answer = client.get(f"/renders/{name}/captions.vtt")
    assert (answer.content, answer.headers["Content-Type"]) == (b"WEBVTT", "text/vtt; charset=utf-8")


def wait_for(client: TestClient, name: str, field: str, value: object) -> bool:
    for _ in range(6_000):
        if client.get(f"/renders/{name}").json()[field] == value:
            return True
        time.sleep(0.01)
    return False


def test_polling_runs_while_the_app_runs(tmp_path: Path, renderer: FakeRenderer) -> None:
    chosen = settings(tmp_path, poll_seconds=0.01)
    with TestClient(app_of(chosen, renderer, None)) as client:
        name = client.post("/renders", json=BODY).json()["id"]
        assert renderer.requests[name].callback is None
        renderer.executions[name] = Execution(status="RUNNING", progress=35)
        assert wait_for(client, name, "progress", 35)
        renderer.succeed(name)
        assert wait_for(client, name, "status", "complete")
    assert not renderer.is_available  # closed


def test_settings_are_checked_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="AIVE_STATE_MACHINE_ARN"):
        settings(tmp_path, state_machine_arn="")
    with pytest.raises(ValidationError, match="AIVE_CALLBACK_SECRET"):
        settings(tmp_path, public_url="https://api.example.com")


@pytest.mark.parametrize(
    "url",
    ["http://api.example.com", "https://api.example.com:8443", "https://a@example.com", "https://", "https://a:b", "a"],
)
def test_a_url_to_which_the_renderer_sends_nothing_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(ValidationError, match="AIVE_PUBLIC_URL must be https"):
        settings(tmp_path, public_url=url, callback_secret="aive-dev/callback")


@pytest.mark.parametrize("url", ["https://api.example.com", "https://api.example.com:443/base/"])
def test_a_public_url_is_accepted(tmp_path: Path, url: str) -> None:
    assert settings(tmp_path, public_url=url, callback_secret="aive-dev/callback").has_callbacks


@pytest.mark.parametrize(
    ("variable", "value", "line"),
    [
        ("AIVE_RENDERER", "cloud", "error: AIVE_RENDERER: Input should be 'local' or 'aws'"),
        ("AIVE_RENDERER", "aws", "error: AIVE_RENDERER=aws needs AIVE_STATE_MACHINE_ARN and AIVE_WORK_BUCKET"),
        ("AIVE_DEFAULT_BUDGET", "0", "error: AIVE_DEFAULT_BUDGET: Input should be greater than 0"),
        ("AIVE_POLL_SECONDS", "0", "error: AIVE_POLL_SECONDS: Input should be greater than 0"),
        ("AIVE_LAUNCHER", "/none/aive", "error: AIVE_LAUNCHER: /none/aive is not an executable file"),
        ("AIVE_LOCAL_FOLDER", "file/folder", "error: AIVE_LOCAL_FOLDER: [Errno 20] Not a directory: 'file/folder'"),
        ("AIVE_DATABASE", "/none/jobs.sqlite3", "error: AIVE_DATABASE: unable to open database file"),
    ],
)
def test_a_wrong_setting_ends_the_start_with_a_line_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    monkeypatch.setenv(variable, value)
    with pytest.raises(SystemExit) as ended:
        create_app()
    assert ended.value.code == line


def test_a_wrong_arn_or_role_ends_the_start_with_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    monkeypatch.chdir(tmp_path)
    for name, value in {"RENDERER": "aws", "WORK_BUCKET": "work", "STATE_MACHINE_ARN": "aive-dev"}.items():
        monkeypatch.setenv("AIVE_" + name, value)
    with pytest.raises(SystemExit, match="AIVE_STATE_MACHINE_ARN must be an ARN"):
        create_app()
    # when
    monkeypatch.setenv("AIVE_STATE_MACHINE_ARN", MACHINE)
    renderer = FakeRenderer(fault=RendererMisconfigured("AccessDenied"))
    monkeypatch.setattr("backend.app.renderer_of", lambda _: renderer)
    # then
    with pytest.raises(SystemExit, match="error: AIVE_STATE_MACHINE_ARN, or the role: AccessDenied"):
        create_app()
    renderer.fault = RendererUnavailable("no connection")
    assert create_app()


def test_the_secret_is_read_in_the_region_of_the_stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    asked: list[Any] = []

    class Client:
        def get_secret_value(self, **request: str) -> dict[str, str]:
            asked.append(request)
            return {"SecretString": SECRET}

    def client(service: str, **options: Any) -> Client:
        asked.append((service, options["region_name"]))
        return Client()

    monkeypatch.setattr(boto3, "client", client)
    # when
    secret = secret_of(settings(tmp_path, public_url="https://api.example.com", callback_secret="aive-dev/callback"))
    assert secret and not secret.signed(b"", {})
    # then
    assert asked == [("secretsmanager", "eu-west-1"), {"SecretId": "aive-dev/callback"}]
    assert secret_of(settings(tmp_path)) is None


def test_the_renderer_is_chosen_by_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "any")
    local = settings(tmp_path, renderer="local", local_folder=tmp_path / "videos")
    assert [type(renderer_of(chosen)).__name__ for chosen in (local, settings(tmp_path))] == [
        "LocalRenderer",
        "StepFunctionsRenderer",
    ]


def test_the_example_of_an_environment_is_complete(tmp_path: Path) -> None:
    # given: with the lines for AWS switched on
    text = (Path(__file__).parents[1] / ".env.example").read_text(encoding="utf-8")
    lines = [line.removeprefix("# ") for line in text.splitlines() if "AIVE_" in line]
    (tmp_path / ".env").write_text("\n".join(lines), encoding="utf-8")
    # when
    chosen = Settings(_env_file=tmp_path / ".env")
    # then
    assert chosen.has_callbacks and chosen.state_machine_arn == MACHINE
    named = {line.partition("=")[0].removeprefix("AIVE_").lower() for line in lines}
    assert named == set(Settings.model_fields)
