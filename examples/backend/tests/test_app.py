"""The HTTP API, with a renderer in memory."""

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
from aive_client.models import Execution
from backend.app import app_of, renderer_of, secret_of
from backend.settings import Settings
from tests.fake_renderer import FakeRenderer
from tests.samples import BODY, MACHINE, SECRET


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
    body = json.dumps(fields | message).encode()
    at = str(int(time.time()))
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
        (json.dumps({"project_uri": "s3://anothers/project.json"}).encode(), ["", ""]),
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
    assert client.post("/renders", content=b" " * (16 * 1024 * 1024 + 1)).status_code == 413


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
    assert client.get(f"/renders/{name}/video").content == b"a video"


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
    assert named == set(Settings.model_fields) - {"database", "poll_seconds"}
