"""Jobs without HTTP: names, attempts, callbacks in any order, and polling that ends."""

from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest

from aive_client.errors import RendererUnavailable
from aive_client.identity import job_id
from aive_client.models import CallbackMessage, Execution
from backend.jobs import Job, Jobs
from backend.service import TIME_TO_START, Service, TooManyAttempts
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


def test_attempts_end(that: Fixture) -> None:
    for number in range(1, 21):
        name = that.service.submit(request()).name
        assert name == (NAME if number == 1 else f"{NAME}-{number}")
        that.renderer.fail(name, "EncodeFailed", "a bug")
    with pytest.raises(TooManyAttempts):
        that.service.submit(request())


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
