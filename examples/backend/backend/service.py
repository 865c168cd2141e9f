"""Starts jobs, receives their callbacks, and polls them. It knows the renderer and the jobs, but not HTTP."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from threading import Event

from aive_client.errors import RendererMisconfigured, RendererUnavailable, UnknownExecution, answer
from aive_client.identity import attempt, job_id, number_of
from aive_client.models import CallbackMessage, Execution, Problem, RenderRequest, RenderResult
from aive_client.renderer import Renderer
from backend.jobs import Job, Jobs, after_callback, after_polling

log = logging.getLogger(__name__)

MOST_FAILURES = 20  # of one project, without those that may succeed later
TIME_TO_START = 120  # seconds; a job without an execution after this time was never started


class TooManyFailures(Exception):
    """The project has failed so often, with errors that no repetition mends, that another attempt makes no sense."""


class Service:
    def __init__(
        self,
        renderer: Renderer,
        jobs: Jobs,
        callback_url: str | None,
        clock: Callable[[], float] = time.time,
        default_budget: float | None = None,
    ) -> None:
        """callback_url: of the jobs, with {} for their names; None for no callbacks.

        default_budget: `render.budget`, in dollars, of projects without one of their own.
        """
        self._renderer = renderer
        self._jobs = jobs
        self._callback_url = callback_url
        self._clock = clock
        self._default_budget = default_budget

    def at_startup(self) -> None:
        """Ends the jobs whose renders have ended with the process before. They are all local ones."""
        if not self._renderer.outlives_backend:
            for job in self._jobs.unfinished():
                self._jobs.update(job.name, interrupted)

    def problems(self, request: RenderRequest) -> list[Problem]:
        return self._renderer.problems(request)

    # region: submit
    def submit(self, request: RenderRequest, *, again: bool = False) -> Job:
        """The job of this project: the one that runs or has succeeded, else a new attempt.

        again: a new attempt even after a success, because media have changed behind their URLs, or the video is gone.
        """
        first = job_id(request)
        known = self._jobs.attempts(first)
        if known and known[-1].status == "complete" and not again:
            return known[-1]
        number = number_of(known[-1].name, first) if known else 1
        while True:
            job, is_started = self._start(attempt(first, number), request)
            if is_started or job.status == "processing" or (job.status == "complete" and not again):
                return job
            if self._failures(first) >= MOST_FAILURES:
                raise TooManyFailures
            number += 1

    def _start(self, name: str, request: RenderRequest) -> tuple[Job, bool]:
        """The job of this name, and whether this call has started it."""
        is_new = self._jobs.add(name)  # first, because a callback may arrive before start() returns
        job = self._jobs.find(name)
        if job and job.status == "complete":  # after 90 days, AWS would start its name again
            return job, False
        try:
            is_started = self._renderer.start(name, self._with_callback(self._with_budget(request), name))
        except RendererUnavailable:  # it may have started all the same: polling finds out
            raise
        except Exception:
            if is_new:
                self._jobs.remove(name)
            raise
        self._jobs.add(name)  # another request may have removed it meanwhile
        change = self._started if is_started else partial(after_polling, execution=self._state(name))
        return self._jobs.update(name, change), is_started

    def _failures(self, first: str) -> int:
        failed = (job for job in self._jobs.attempts(first) if job.status == "failed")
        return sum(answer(job.error or "").remedy != "retry" for job in failed)

    def _with_callback(self, request: RenderRequest, name: str) -> RenderRequest:
        if self._callback_url is None:
            return request.model_copy(update={"callback": None})
        return request.with_callback(self._callback_url.format(name), task_id=name)

    def _started(self, job: Job) -> Job:
        is_repeated = job.status == "failed"  # it was not started, or was interrupted
        return replace(job.processing(0), created=self._clock(), progress=0 if is_repeated else job.progress)

    def _state(self, name: str) -> Execution:
        try:
            return self._renderer.describe(name)
        except UnknownExecution:  # its start is so recent that Step Functions does not describe it yet
            return Execution(status="RUNNING")

    # endregion
    # region: budget
    def _with_budget(self, request: RenderRequest) -> RenderRequest:
        """Not before job_id: another default must not make another job."""
        render = request.render or {}
        if self._default_budget is None or render.get("budget") is not None:
            return request
        return request.model_copy(update={"render": render | {"budget": self._default_budget}})

    # endregion
    # region: receive
    def receive(self, job: Job, message: CallbackMessage, key: str) -> None:
        """Takes a verified message. A known key changes nothing."""
        if self._jobs.was_received(job.name, key):
            return
        execution = None
        if message.status != "processing":
            try:
                execution = self._renderer.describe(job.name)
            except UnknownExecution:
                log.warning("%s has ended, but its execution does not exist: the message has to do", job.name)
        self._jobs.update(job.name, partial(after_callback, message=message, execution=execution), key=key)

    # endregion
    # region: poll
    def poll(self) -> None:
        """Asks for the state of all jobs that have not ended. Every job ends, whatever happens to its messages."""
        for job in self._jobs.unfinished():
            try:
                self.refresh(job)
            except (RendererUnavailable, RendererMisconfigured) as e:
                log.warning("cannot describe %s at the moment: %s", job.name, e)
            except Exception:
                log.exception("cannot describe %s", job.name)

    def refresh(self, job: Job) -> Job:
        try:
            execution = self._renderer.describe(job.name)
        except UnknownExecution:
            if self._clock() - job.created < TIME_TO_START:
                return job
            # The same POST starts it again; a late callback still completes it.
            return self._jobs.update(job.name, lambda job: job.failed("NotStarted", "the execution does not exist"))
        return self._jobs.update(job.name, partial(after_polling, execution=execution))

    def poll_until(self, stop: Event, pause: float) -> None:
        while not stop.wait(pause):
            self.poll()

    # endregion
    def cancel(self, job: Job) -> Job:
        self._renderer.cancel(job.name)
        return self.refresh(job)

    def is_waiting(self, job: Job) -> bool:
        return job.status == "processing" and self._renderer.is_waiting(job.name)

    def video_url(self, job: Job) -> str | None:
        return self._renderer.video_url(job.video_uri) if job.video_uri else job.video_url

    def video_exists(self, job: Job) -> bool:
        return self._renderer.video_exists(job.video_uri) if job.video_uri else True

    # region: keys
    def file_url(self, job: Job, key: str) -> str:
        """A URL of a file beside the video. `key` is `poster_key`, one of `captions_keys`, … of the job's result."""
        result = RenderResult.model_validate_json(job.result or "{}")
        return self._renderer.video_url(result.video_uri.removesuffix(result.s3_key) + key)

    # endregion


def interrupted(job: Job) -> Job:
    return job.failed("Interrupted", "interrupted by a restart: POST it again")
