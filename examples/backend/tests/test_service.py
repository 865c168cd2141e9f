"""Jobs without HTTP: names, attempts, callbacks in any order, and polling that ends."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest

from aive_client.errors import RendererMisconfigured, RendererUnavailable
from aive_client.identity import job_id
from aive_client.models import CallbackMessage, Execution
from backend.jobs import TABLES, Job, Jobs
from backend.service import TIME_TO_START, Service, TooManyFailures
from tests.fake_renderer import FakeRenderer
from tests.samples import RESULT, request

NAME = job_id(request())


@dataclass
class Clock:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Fixture:
    renderer: FakeRenderer
    jobs: Jobs
    service: Service
    clock: Clock

    def job(self, name: str = NAME) -> Job:
        job = self.jobs.find(name)
        assert job
        return job

    def receive(self, key: str, status: str, **fields: object) -> Job:
        message = CallbackMessage.model_validate({"status": status, "progress": 0, "task_id": NAME, **fields})
        self.service.receive(self.job(), message, key)
        return self.job()


@pytest.fixture
def that(tmp_path: Path) -> Fixture:
    clock, renderer = Clock(), FakeRenderer()
    jobs = Jobs(tmp_path / "jobs.sqlite3", clock)
    return Fixture(renderer, jobs, Service(renderer, jobs, "https://api.example.com/{}/callback", clock), clock)


def test_a_double_click_is_one_job(that: Fixture) -> None:
    assert that.service.submit(request()).name == that.service.submit(request()).name == NAME
    assert list(that.renderer.executions) == [NAME]
    sent = that.renderer.requests[NAME].callback
    assert sent and (sent.url, sent.task_id) == (f"https://api.example.com/{NAME}/callback", NAME)


def test_clicks_at_the_same_time_are_one_job(that: Fixture) -> None:
    threads = [Thread(target=that.service.submit, args=(request(),)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(that.renderer.executions) == [NAME]
    assert [job.name for job in that.jobs.unfinished()] == [NAME]


def test_the_video_of_a_finished_project_is_there_at_once(that: Fixture) -> None:
    that.service.submit(request())
    that.renderer.succeed(NAME)
    job = that.service.submit(request())
    assert (job.name, job.status, job.video_uri) == (NAME, "complete", RESULT["video_uri"])


def test_a_failed_project_gets_a_new_attempt(that: Fixture) -> None:
    that.service.submit(request())
    that.renderer.fail(NAME, "StorageUnavailable", "S3 did not answer")
    # when
    second = that.service.submit(request())
    # then
    assert (second.name, second.status) == (NAME + "-2", "processing")
    assert that.job().error == "StorageUnavailable"
    assert that.service.submit(request()).name == second.name


def test_failures_that_a_repetition_does_not_mend_end_the_attempts(
    that: Fixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.service.MOST_FAILURES", 3)
    for number in range(1, 4):
        name = that.service.submit(request()).name
        assert name == (NAME if number == 1 else f"{NAME}-{number}")
        that.renderer.fail(name, "EncodeFailed", "a bug")
    with pytest.raises(TooManyFailures):
        that.service.submit(request())


@pytest.mark.parametrize("error", ["Aborted", "StorageUnavailable", "ChunkMismatch"])
def test_cancels_and_failures_of_storage_do_not_end_the_attempts(
    that: Fixture, monkeypatch: pytest.MonkeyPatch, error: str
) -> None:
    monkeypatch.setattr("backend.service.MOST_FAILURES", 3)
    for number in range(1, 7):
        name = that.service.submit(request()).name
        assert name == (NAME if number == 1 else f"{NAME}-{number}")
        that.renderer.fail(name, error, "")


def test_a_finished_project_is_rendered_again_on_request(that: Fixture) -> None:
    # given
    that.service.submit(request())
    that.renderer.succeed(NAME)
    # when
    second = that.service.submit(request(), again=True)
    # then: a double click, and a click without `again`, find the new attempt
    assert (second.name, second.status) == (NAME + "-2", "processing")
    assert that.service.submit(request(), again=True).name == second.name
    assert that.service.submit(request()).name == second.name
    that.renderer.succeed(second.name)
    assert that.service.submit(request()).status == "complete"
    assert that.service.submit(request()).name == second.name
    assert that.service.submit(request(), again=True).name == NAME + "-3"


def test_a_finished_job_is_not_started_again_when_its_name_is_free_again(that: Fixture) -> None:
    that.service.submit(request())
    that.renderer.succeed(NAME)
    that.service.poll()
    that.renderer.forget(NAME)  # after 90 days
    assert that.service.submit(request()).status == "complete"
    assert that.renderer.executions == {}


def test_a_new_database_finds_the_attempts_again(that: Fixture) -> None:
    for _ in range(3):
        that.renderer.fail(that.service.submit(request()).name, "EncodeFailed", "a bug")
    for number in (NAME, NAME + "-2", NAME + "-3"):
        that.jobs.remove(number)
    assert that.service.submit(request()).name == NAME + "-4"


@pytest.mark.parametrize("fault", [RendererMisconfigured("no permission"), OSError("a bug")])
def test_a_start_that_is_refused_leaves_no_job(that: Fixture, fault: Exception) -> None:
    that.renderer.fault = fault
    with pytest.raises(type(fault)):
        that.service.submit(request())
    assert that.jobs.find(NAME) is None


def test_a_wrong_role_does_not_end_jobs(that: Fixture, caplog: pytest.LogCaptureFixture) -> None:
    that.service.submit(request())
    that.renderer.fault = RendererMisconfigured("states:DescribeExecution on arn: AccessDenied")
    that.service.poll()
    assert that.job().status == "processing"
    assert [record.exc_info for record in caplog.records] == [None]
    assert "states:DescribeExecution on arn" in caplog.text


def test_a_restart_ends_local_jobs_and_the_next_click_starts_them(that: Fixture) -> None:
    # given
    that.service.submit(request())
    that.renderer.executions[NAME] = Execution(status="RUNNING", progress=40)
    that.service.poll()
    that.service.at_startup()
    assert that.job().status == "processing"  # on AWS
    # when
    that.renderer.outlives_backend = False
    that.service.at_startup()
    # then
    assert (that.job().status, that.job().error) == ("failed", "Interrupted")
    assert that.job().message == "interrupted by a restart: POST it again"
    that.renderer.forget(NAME)
    job = that.service.submit(request())
    assert (job.name, job.status, job.progress) == (NAME, "processing", 0)


def test_the_whole_result_is_kept_and_its_keys_have_urls(that: Fixture) -> None:
    that.service.submit(request())
    that.renderer.succeed(NAME)
    that.service.poll()
    job = that.job()
    assert json.loads(job.result or "") == RESULT
    url = that.service.file_url(job, RESULT["poster_key"])
    assert url == "https://signed.example.com/videos-bucket/videos/film-7/abc.jpg"


def test_a_database_of_an_earlier_version_is_kept(tmp_path: Path) -> None:
    # given
    old = TABLES[0].replace(", result TEXT", "")
    assert old != TABLES[0]
    with closing(sqlite3.connect(tmp_path / "old.sqlite3")) as sql, sql:
        sql.execute(old)
        sql.execute("INSERT INTO job (name, created, status, progress) VALUES ('job-1', 1, 'processing', 7)")
    # then
    for _ in range(2):
        assert Jobs(tmp_path / "old.sqlite3").find("job-1") == Job("job-1", 1, progress=7)


def test_a_start_that_fails_can_be_repeated(that: Fixture) -> None:
    that.renderer.is_available = False
    with pytest.raises(RendererUnavailable):
        that.service.submit(request())
    that.renderer.is_available = True
    that.service.poll()
    assert that.job().status == "processing"
    assert that.service.submit(request()).name == NAME
    assert list(that.renderer.executions) == [NAME]


def test_progress_only_grows_and_a_known_key_changes_nothing(that: Fixture) -> None:
    that.service.submit(request())
    assert that.receive("a", "processing", progress=50).progress == 50
    assert that.receive("b", "processing", progress=20).progress == 50
    assert that.receive("c", "processing", progress=60).progress == 60
    that.renderer.fail(NAME, "EncodeFailed", "a bug")
    that.service.poll()
    assert that.receive("c", "processing", progress=60).status == "failed"


def test_the_result_of_a_complete_message_comes_from_the_execution(that: Fixture) -> None:
    that.service.submit(request())
    that.renderer.succeed(NAME)
    job = that.receive("a", "complete", progress=100, video_url="https://x.example.com/film.mp4")
    assert (job.status, job.progress, job.video_uri, job.video_url) == ("complete", 100, RESULT["video_uri"], None)
    # a late message
    assert that.receive("b", "processing", progress=95).status == "complete"


def test_a_complete_message_before_the_end_of_the_execution_leaves_the_result_to_polling(that: Fixture) -> None:
    # given: the message overtakes DescribeExecution
    that.service.submit(request())
    job = that.receive("a", "complete", progress=100, video_url="https://x.example.com/film.mp4?signed")
    assert (job.status, job.video_url) == ("processing", None)
    # when
    that.renderer.succeed(NAME)
    that.service.poll()
    # then
    job = that.job()
    assert (job.status, job.video_uri, job.video_url) == ("complete", RESULT["video_uri"], None)
    assert json.loads(job.result or "") == RESULT


def test_a_project_without_a_budget_gets_the_default_and_the_same_id(that: Fixture) -> None:
    # given
    service = Service(that.renderer, that.jobs, None, default_budget=0.5)
    own, none = request(render={"budget": 2}), request(render={"budget": None})
    # then
    assert service.submit(request()).name == NAME
    for sent in (own, none):
        service.submit(sent)
    budgets = [that.renderer.requests[job_id(sent)].body()["render"] for sent in (request(), own, none)]
    assert budgets == [{"quality": "draft", "budget": 0.5}, {"budget": 2}, {"budget": 0.5}]


def test_a_failed_message_names_the_place(that: Fixture) -> None:
    that.service.submit(request())
    that.renderer.fail(NAME, "States.ExceedToleratedFailureThreshold", "")
    that.service.poll()
    assert that.job().error == "States.ExceedToleratedFailureThreshold"
    job = that.receive("a", "failed", error_message="MediaUnusable: sentence 4: the footage is encrypted")
    assert (job.error, job.message) == ("MediaUnusable", "sentence 4: the footage is encrypted")


def test_a_redriven_execution_is_processing_again(that: Fixture) -> None:
    that.service.submit(request())
    that.renderer.fail(NAME, "StorageUnavailable", "")
    assert that.receive("a", "failed", error_message="StorageUnavailable: S3").status == "failed"
    that.renderer.executions[NAME] = Execution(status="RUNNING")
    job = that.receive("b", "processing", progress=50)
    assert (job.status, job.error) == ("processing", None)
    # the end of the first run arrives late
    assert that.receive("c", "failed", error_message="StorageUnavailable: S3").status == "processing"


def test_polling_finds_every_end(that: Fixture) -> None:
    that.service.submit(request())
    that.renderer.executions[NAME] = Execution(status="RUNNING", progress=40)
    that.service.poll()
    assert that.job().progress == 40
    that.renderer.is_available = False
    that.service.poll()
    that.renderer.is_available = True
    that.renderer.succeed(NAME)
    that.service.poll()
    assert that.job().status == "complete"
    assert that.jobs.unfinished() == []


def test_polling_of_an_execution_that_does_not_exist_ends_and_a_late_callback_completes_it(that: Fixture) -> None:
    # given
    that.service.submit(request())
    that.renderer.forget(NAME)
    that.clock.now += TIME_TO_START - 1
    that.service.poll()
    assert that.job().status == "processing"
    # when
    that.clock.now += 1
    that.service.poll()
    # then
    assert (that.job().status, that.job().error) == ("failed", "NotStarted")
    assert that.jobs.unfinished() == []
    job = that.receive("a", "complete", progress=100, video_url="https://x.example.com/film.mp4")
    assert (job.status, that.service.video_url(job)) == ("complete", "https://x.example.com/film.mp4")


def test_a_job_that_was_not_started_is_started_by_the_next_click(that: Fixture) -> None:
    that.service.submit(request())
    that.renderer.forget(NAME)
    that.clock.now += TIME_TO_START
    that.service.poll()
    # when
    job = that.service.submit(request())
    # then
    assert (job.name, job.status, job.error, job.created) == (NAME, "processing", None, that.clock.now)
