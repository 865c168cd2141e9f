import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.exceptions import (
    ConnectionClosedError,
    ConnectTimeoutError,
    CredentialRetrievalError,
    EndpointConnectionError,
    NoCredentialsError,
    ProxyConnectionError,
    ReadTimeoutError,
    SSLError,
)
from botocore.stub import Stubber

from aive_client.addresses import remote_problem
from aive_client.aws import aws_errors
from aive_client.errors import RendererMisconfigured, RendererUnavailable, UnknownExecution
from aive_client.models import RenderRequest
from aive_client.progress import percent
from aive_client.step_functions import CLIENT, S3_CLIENT, StepFunctionsRenderer, message_of
from tests.samples import BODY, EXECUTION, MACHINE, RESULT, request

NOW = datetime(2026, 11, 28, tzinfo=UTC)


class Stubbed:
    """A renderer whose clients answer from a script; every expected call must be made."""

    def __init__(self, reads_history: bool = False) -> None:
        keys = {"region_name": "eu-west-1", "aws_access_key_id": "any", "aws_secret_access_key": "any"}
        sfn, s3 = boto3.client("stepfunctions", config=CLIENT, **keys), boto3.client("s3", config=S3_CLIENT, **keys)
        self.sfn, self.s3 = Stubber(sfn), Stubber(s3)
        self.renderer = StepFunctionsRenderer(MACHINE, "work-bucket", reads_history=reads_history, sfn=sfn, s3=s3)

    def expect_describe(self, **answer: Any) -> None:
        self.sfn.add_response(
            "describe_execution",
            {"executionArn": EXECUTION + ":job-1", "stateMachineArn": MACHINE, "startDate": NOW, **answer},
            {"executionArn": EXECUTION + ":job-1"},
        )


@pytest.fixture
def aws() -> Iterator[Stubbed]:
    stubbed = Stubbed()
    with stubbed.sfn, stubbed.s3:
        yield stubbed
        stubbed.sfn.assert_no_pending_responses()
        stubbed.s3.assert_no_pending_responses()


def test_the_request_is_the_input(aws: Stubbed) -> None:
    text = json.dumps(request().body(), ensure_ascii=False)
    assert json.loads(text) == BODY and "Привет" in text
    aws.sfn.add_response(
        "start_execution",
        {"executionArn": EXECUTION + ":job-1", "startDate": NOW},
        {"stateMachineArn": MACHINE, "name": "job-1", "input": text},
    )
    assert aws.renderer.start("job-1", request())


def test_addresses_that_no_execution_can_read_are_refused(aws: Stubbed) -> None:
    render = {"captions": {"font": "anton"}, "overlays": [{"url": "s3://bucket/logo.png"}]}
    found = aws.renderer.problems(request(audio_url="media/a.mp4", music_url="http://a/b", render=render))
    assert [problem.pointer for problem in found] == ["/audio_url", "/music_url"]
    assert found[0].message == remote_problem("media/a.mp4")
    assert not aws.renderer.is_waiting("job-1")


def test_a_taken_name_is_no_error(aws: Stubbed) -> None:
    aws.sfn.add_client_error("start_execution", "ExecutionAlreadyExists", http_status_code=400)
    assert not aws.renderer.start("job-1", request())


def test_a_large_request_is_uploaded(aws: Stubbed) -> None:
    # given
    large: RenderRequest = request(title="щ" * 130_000)
    data = json.dumps(large.body(), ensure_ascii=False).encode()
    assert len(data) > 250_000
    sent: dict[str, Any] = {}

    def keep(params: dict[str, Any], **_: Any) -> None:
        sent.update(params)

    aws.s3.client.meta.events.register("provide-client-params.s3.PutObject", keep)
    aws.sfn.client.meta.events.register("provide-client-params.sfn.StartExecution", keep)
    aws.s3.add_response("put_object", {})
    aws.sfn.add_response("start_execution", {"executionArn": EXECUTION + ":job-1", "startDate": NOW})
    # when
    aws.renderer.start("job-1", large)
    # then
    assert sent["Body"] == data
    assert sent["Key"].startswith("uploads/") and sent["Key"].endswith(".json")
    assert json.loads(sent["input"]) == {"project_uri": f"s3://work-bucket/{sent['Key']}"}


def test_a_success_has_the_result(aws: Stubbed) -> None:
    aws.expect_describe(status="SUCCEEDED", output=json.dumps(RESULT))
    execution = aws.renderer.describe("job-1")
    assert execution.progress == 100
    assert execution.result and execution.result.video_uri == RESULT["video_uri"]


@pytest.mark.parametrize(
    ("answer", "error", "message"),
    [
        (
            {
                "status": "FAILED",
                "error": "aive.error.MediaForbidden",
                "cause": '{"errorMessage": "/audio_url: no", "stackTrace": []}',
            },
            "MediaForbidden",
            "/audio_url: no",
        ),
        ({"status": "TIMED_OUT"}, "States.Timeout", ""),
        ({"status": "ABORTED", "error": "Cancelled", "cause": "by the backend"}, "Aborted", "by the backend"),
        ({"status": "FAILED", "error": "States.Runtime", "cause": "[1]"}, "States.Runtime", "[1]"),
    ],
)
def test_a_failure_has_its_name_and_message(aws: Stubbed, answer: dict[str, Any], error: str, message: str) -> None:
    aws.expect_describe(**answer)
    failure = aws.renderer.describe("job-1").failure
    assert failure and (failure.error, failure.message) == (error, message)


def test_an_execution_that_does_not_exist_is_unknown(aws: Stubbed) -> None:
    aws.sfn.add_client_error("describe_execution", "ExecutionDoesNotExist", http_status_code=400)
    with pytest.raises(UnknownExecution):
        aws.renderer.describe("job-1")


@pytest.mark.parametrize(("code", "status"), [("ThrottlingException", 400), ("InternalFailure", 500)])
def test_a_busy_service_is_unavailable(aws: Stubbed, code: str, status: int) -> None:
    aws.sfn.add_client_error("start_execution", code, http_status_code=status)
    with pytest.raises(RendererUnavailable):
        aws.renderer.start("job-1", request())


@pytest.mark.parametrize(
    "code",
    [
        "AccessDeniedException",
        "ExpiredTokenException",
        "UnrecognizedClientException",
        "StateMachineDoesNotExist",
        "InvalidArn",
        "KmsAccessDeniedException",
    ],
)
def test_a_wrong_deployment_is_told_with_the_action_and_the_resource(aws: Stubbed, code: str) -> None:
    for action in ("start_execution", "describe_execution", "stop_execution"):
        aws.sfn.add_client_error(action, code, http_status_code=400)
    with pytest.raises(RendererMisconfigured, match=f"^states:StartExecution on {MACHINE}: .*{code}"):
        aws.renderer.start("job-1", request())
    with pytest.raises(RendererMisconfigured, match=f"^states:DescribeExecution on {EXECUTION}:job-1: .*{code}"):
        aws.renderer.describe("job-1")
    with pytest.raises(RendererMisconfigured, match=f"^states:StopExecution on {EXECUTION}:job-1: .*{code}"):
        aws.renderer.cancel("job-1")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (EndpointConnectionError(endpoint_url="https://x"), RendererUnavailable),
        (ConnectTimeoutError(endpoint_url="https://x"), RendererUnavailable),
        (ReadTimeoutError(endpoint_url="https://x"), RendererUnavailable),
        (ConnectionClosedError(endpoint_url="https://x"), RendererUnavailable),
        (ProxyConnectionError(proxy_url="http://x"), RendererUnavailable),
        (SSLError(endpoint_url="https://x", error="expired"), RendererUnavailable),
        (NoCredentialsError(), RendererMisconfigured),
        (CredentialRetrievalError(provider="sso", error_msg="expired"), RendererMisconfigured),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_error_of_botocore_is_translated(error: Exception, expected: type[Exception]) -> None:
    with pytest.raises(expected, match=r"^states:StartExecution on arn: "), aws_errors("states:StartExecution", "arn"):
        raise error


def test_an_upload_that_fails_is_translated(aws: Stubbed, tmp_path: Path) -> None:
    (tmp_path / "voice.mp3").write_bytes(b"sound")
    aws.s3.add_client_error("put_object", "AccessDenied", http_status_code=403)
    with pytest.raises(RendererMisconfigured, match=r"^s3:PutObject on s3://work-bucket/uploads/.*AccessDenied"):
        aws.renderer.upload(tmp_path / "voice.mp3")


def test_the_check_at_startup_describes_an_execution_that_does_not_exist(aws: Stubbed) -> None:
    aws.sfn.add_client_error("describe_execution", "ExecutionDoesNotExist", http_status_code=400)
    aws.renderer.check()
    aws.sfn.add_client_error("describe_execution", "AccessDeniedException", http_status_code=400)
    with pytest.raises(RendererMisconfigured, match="check-at-startup"):
        aws.renderer.check()


def test_a_deleted_video_does_not_exist(aws: Stubbed, caplog: pytest.LogCaptureFixture) -> None:
    aws.s3.add_response("head_object", {}, {"Bucket": "videos", "Key": "videos/a.mp4"})
    assert aws.renderer.video_exists("s3://videos/videos/a.mp4")
    aws.s3.add_client_error("head_object", "404", http_status_code=404)
    assert not aws.renderer.video_exists("s3://videos/videos/a.mp4")
    assert caplog.text == ""
    aws.s3.add_client_error("head_object", "403", http_status_code=403)
    assert not aws.renderer.video_exists("s3://videos/videos/a.mp4")
    assert "the role lacks s3:GetObject" in caplog.text
    aws.s3.add_client_error("head_object", "503", http_status_code=503)
    with pytest.raises(RendererUnavailable):
        aws.renderer.video_exists("s3://videos/videos/a.mp4")


def test_missing_permissions_for_the_progress_are_told_once(caplog: pytest.LogCaptureFixture) -> None:
    # given
    aws = Stubbed(reads_history=True)
    aws.expect_describe(status="RUNNING")
    aws.sfn.add_client_error("list_map_runs", "AccessDeniedException", http_status_code=400)
    aws.expect_describe(status="RUNNING")
    # then
    with aws.sfn:
        assert [aws.renderer.describe("job-1").status for _ in range(2)] == ["RUNNING"] * 2
        aws.sfn.assert_no_pending_responses()
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_the_policy_of_the_progress_allows_what_it_needs() -> None:
    policy = json.loads((Path(__file__).parents[1] / "progress-policy.json").read_text(encoding="utf-8"))
    needed = set(re.findall(r"states:\w+", percent.__doc__ or ""))
    assert needed == set(re.findall(r"states:[A-Z]\w+", json.dumps(policy)))


def test_cancelling_stops_the_execution(aws: Stubbed) -> None:
    expected = {"executionArn": EXECUTION + ":job-1", "error": "Cancelled", "cause": "by the backend"}
    aws.sfn.add_response("stop_execution", {"stopDate": NOW}, expected)
    aws.renderer.cancel("job-1")


def test_a_url_is_signed_for_the_endpoint_of_the_region(aws: Stubbed) -> None:
    url = urlsplit(aws.renderer.video_url("s3://videos-bucket/videos/film 7/abc.mp4"))
    assert url.netloc == "videos-bucket.s3.eu-west-1.amazonaws.com"
    assert url.path == "/videos/film%207/abc.mp4"
    assert "X-Amz-Algorithm=AWS4-HMAC-SHA256" in url.query
    assert "eu-west-1%2Fs3%2Faws4_request" in url.query
    assert "X-Amz-Expires=3600" in url.query


def test_clients_need_no_region_in_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # given: boto3 ignores AWS_REGION
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
    monkeypatch.setenv("AWS_REGION", "us-west-2")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "any")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "any")
    # when
    renderer = StepFunctionsRenderer(MACHINE, "work-bucket")
    # then
    assert urlsplit(renderer.video_url("s3://videos/k")).netloc == "videos.s3.eu-west-1.amazonaws.com"
    assert renderer._sfn.meta.region_name == "eu-west-1"


def events(*done: str) -> list[dict[str, Any]]:
    def event(number: int, kind: str, details: dict[str, Any]) -> dict[str, Any]:
        return {"timestamp": NOW, "id": number, "type": kind, **details}

    def entered(number: int, name: str, length: int) -> list[dict[str, Any]]:
        return [
            event(number, "MapStateEntered", {"stateEnteredEventDetails": {"name": name}}),
            event(number + 1, "MapStateStarted", {"mapStateStartedEventDetails": {"length": length}}),
        ]

    iterations = [
        event(5 + index, "MapIterationSucceeded", {"mapIterationSucceededEventDetails": {"name": name, "index": index}})
        for index, name in enumerate(done)
    ]
    return entered(1, "Fetch media", 7) + entered(3, "Render chunks", 4) + iterations


@pytest.mark.parametrize(
    ("done", "expected"), [((), 5), (("Fetch media",), 5), (("Render chunks",) * 2, 50), (("Render chunks",) * 4, 95)]
)
def test_the_history_tells_the_progress(done: tuple[str, ...], expected: int) -> None:
    # given
    aws = Stubbed(reads_history=True)
    aws.expect_describe(status="RUNNING")
    aws.sfn.add_response("list_map_runs", {"mapRuns": []})
    aws.sfn.add_response("get_execution_history", {"events": events(*done)})
    # then
    with aws.sfn:
        assert aws.renderer.describe("job-1").progress == expected


def test_a_map_run_tells_the_progress_of_many_chunks() -> None:
    # given
    aws = Stubbed(reads_history=True)
    aws.expect_describe(status="RUNNING")
    run = EXECUTION.replace("execution", "mapRun") + "/Chunks:1"
    summary = {"executionArn": EXECUTION + ":job-1", "mapRunArn": run, "stateMachineArn": MACHINE, "startDate": NOW}
    aws.sfn.add_response("list_map_runs", {"mapRuns": [summary]})
    counts = dict.fromkeys(("pending", "running", "failed", "timedOut", "aborted", "resultsWritten"), 0)
    counts |= {"total": 60, "succeeded": 20}
    answer = {"mapRunArn": run, "executionArn": EXECUTION + ":job-1", "status": "RUNNING", "startDate": NOW}
    limits = {"maxConcurrency": 40, "toleratedFailurePercentage": 0.0, "toleratedFailureCount": 0}
    aws.sfn.add_response(
        "describe_map_run", {**answer, **limits, "itemCounts": counts, "executionCounts": counts}, {"mapRunArn": run}
    )
    # then
    with aws.sfn:
        assert aws.renderer.describe("job-1").progress == 35


def test_a_cause_without_lambdas_json_is_the_message() -> None:
    assert message_of('{"errorMessage": "trunca') == '{"errorMessage": "trunca'
