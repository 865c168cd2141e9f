"""Starts jobs, receives their callbacks, and polls them. It knows the renderer and the jobs, but not HTTP."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from threading import Event

from aive_client.errors import RendererUnavailable, UnknownExecution
from aive_client.identity import attempt, job_id
from aive_client.models import CallbackMessage, Execution, RenderRequest
from aive_client.renderer import Renderer
from backend.jobs import Job, Jobs, after_callback, after_polling

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 20
TIME_TO_START = 120  # seconds; a job without an execution after this time was never started


class TooManyAttempts(Exception):
    """The project has failed so often that another attempt makes no sense."""


class Service:
    def __init__(
        self, renderer: Renderer, jobs: Jobs, callback_url: str | None, clock: Callable[[], float] = time.time
    ) -> None:
        """callback_url: of the jobs, with {} for their names; None for no callbacks."""
        self._renderer = renderer
        self._jobs = jobs
        self._callback_url = callback_url
        self._clock = clock

    # region: submit
    def submit(self, request: RenderRequest) -> Job:
        """The job of this project: the one that runs or has succeeded, else a new attempt."""
        for number in range(1, MOST_ATTEMPTS + 1):
            name = attempt(job_id(request), number)
            self._jobs.add(name)  # first, because a callback may arrive before start() returns
            if self._renderer.start(name, self._with_callback(request, name)):
                return self._jobs.update(name, self._started)
            job = self._jobs.update(name, partial(after_polling, execution=self._state(name)))
            if job.status != "failed":
                return job
        raise TooManyAttempts

    def _with_callback(self, request: RenderRequest, name: str) -> RenderRequest:
        if self._callback_url is None:
            return request.model_copy(update={"callback": None})
        return request.with_callback(self._callback_url.format(name), task_id=name)

    def _started(self, job: Job) -> Job:
        return replace(job.processing(0), created=self._clock())

    def _state(self, name: str) -> Execution:
        try:
            return self._renderer.describe(name)
        except UnknownExecution:  # its start is so recent that Step Functions does not describe it yet
            return Execution(status="RUNNING")

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
            except RendererUnavailable:
                log.warning("cannot describe %s at the moment", job.name)
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

    def video_url(self, job: Job) -> str | None:
        return self._renderer.video_url(job.video_uri) if job.video_uri else job.video_url
