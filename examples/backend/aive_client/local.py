"""Renders on this machine with `./aive render`, without AWS."""

import json
import logging
import os
import re
import signal
import subprocess
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import IO
from urllib.parse import urlsplit
from urllib.request import url2pathname

from aive_client.addresses import SCHEME, remote_problem, shown_address
from aive_client.errors import RendererMisconfigured, UnknownExecution
from aive_client.models import Execution, Failure, Problem, RenderRequest, RenderResult
from aive_client.progress import FIRST, LAST, of_chunks
from aive_client.schema import sources

log = logging.getLogger(__name__)

RESULTS = "renders"  # the folder of finished projects and their videos, in the folder of local projects
CHILD = Path(__file__).with_name("child.py")  # ends the renderer with this process
# Percent after each step.
AFTER = {"Prepare project": 1, "Fetch media": 3, "Plan chunks": FIRST, "Render chunks": LAST, "Stitch video": 99}
# Lines that `./aive render` prints when a step has ended, and every few seconds.
ENDED = re.compile(r"([A-Z][a-z]+ [a-z]+) +\d+\.\d s\b")
OF_CHUNKS = re.compile(r"Render chunks +(\d+)/(\d+)\b")


class LocalRenderer:
    """One render at a time; the others wait. Renders and their states end with this process."""

    outlives_backend = False

    def __init__(self, launcher: Path, folder: Path) -> None:
        """launcher: `aive` in a clone of the renderer. folder: of projects and videos; relative media start here."""
        self._launcher = launcher.resolve()
        self._folder = folder.resolve()
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="aive")
        self._lock = Lock()
        self._executions: dict[str, Execution] = {}
        self._processes: dict[str, subprocess.Popen[str]] = {}

    def check(self) -> None:
        """Raises RendererMisconfigured if the launcher cannot be started."""
        if not (self._launcher.is_file() and os.access(self._launcher, os.X_OK)):
            raise RendererMisconfigured(f"{self._launcher} is not an executable file")

    def problems(self, request: RenderRequest) -> list[Problem]:
        """Media outside the folder (whoever sends a project must not see other files of this machine), or missing."""
        found = ((at, self._problem(text)) for at, text in sources(request.body()))
        return [Problem(pointer=at, message=message) for at, message in found if message]

    def _problem(self, text: str) -> str | None:
        if text[:3].lower() == "s3:":
            return (
                f"{shown_address(text)} is on S3, which a local render does not read; use https://, or a file in the"
                " folder of local projects"
            )
        if SCHEME.match(text):
            return remote_problem(text)
        try:
            file = (self._folder / text).resolve()
            if not file.is_relative_to(self._folder):
                return "the file is outside the folder of local projects; use one inside it"
            if not file.exists():
                return f"{shown_address(text)} does not exist"
            return None if file.is_file() else f"{shown_address(text)} is not a file"
        except (OSError, ValueError, RuntimeError):  # not a path, or links in a circle
            return "the file is outside the folder of local projects; use one inside it"

    def start(self, name: str, request: RenderRequest) -> bool:
        with self._lock:
            if name in self._executions:
                return False
            self._executions[name] = Execution(status="RUNNING", progress=0)
        self._threads.submit(self._render, name, request.model_copy(update={"callback": None}))
        return True

    def describe(self, name: str) -> Execution:
        try:
            return self._executions[name]
        except KeyError as e:
            raise UnknownExecution(name) from e

    def is_waiting(self, name: str) -> bool:
        with self._lock:
            execution = self._executions.get(name)
            return execution is not None and execution.status == "RUNNING" and name not in self._processes

    def cancel(self, name: str) -> None:
        with self._lock:
            if self.describe(name).status == "RUNNING":
                self._executions[name] = failed("ABORTED", "Aborted", "by the backend")
                if process := self._processes.get(name):
                    process.send_signal(signal.SIGINT)  # like Ctrl-C: no FFmpeg and no partial file is left

    def video_url(self, video_uri: str) -> str:
        return video_uri  # file:///…

    def video_exists(self, video_uri: str) -> bool:
        return Path(url2pathname(urlsplit(video_uri).path)).is_file()

    def close(self) -> None:
        for name in list(self._executions):
            self.cancel(name)
        self._threads.shutdown()

    def _render(self, name: str, request: RenderRequest) -> None:
        try:
            self._end(name, self._run(name, request))
        except Exception as e:
            log.exception("cannot render %s", name)
            self._end(name, failed("FAILED", "Unexpected", str(e)))

    def _run(self, name: str, request: RenderRequest) -> Execution:
        """The project is in the folder itself while it is rendered, because its relative paths start there."""
        project = self._folder / f"{name}.json"
        results = self._folder / RESULTS
        try:
            results.mkdir(exist_ok=True)
            execution = self._run_project(name, project, results / f"{name}.mp4", request)
            if execution.result:
                project.replace(results / project.name)
            return execution
        finally:
            project.unlink(missing_ok=True)

    def _run_project(self, name: str, project: Path, video: Path, request: RenderRequest) -> Execution:
        project.write_text(json.dumps(request.body(), ensure_ascii=False, allow_nan=False), encoding="utf-8")
        with self._lock:
            if self._executions[name].status != "RUNNING":  # cancelled while it waited
                return self._executions[name]
            render: list[str | Path] = [self._launcher, "render", project, "-o", video, "--json"]
            process = subprocess.Popen(
                [sys.executable, CHILD, str(os.getpid()), *render],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
            self._processes[name] = process
        with process, ThreadPoolExecutor(max_workers=1) as reader:
            output = reader.submit(read_all, process.stdout)
            last_lines = self._follow(name, process.stderr)
        return ended(process.returncode, output.result(), last_lines)

    def _follow(self, name: str, lines: IO[str] | None) -> str:
        last: deque[str] = deque(maxlen=20)
        for line in lines or ():
            last.append(line)
            progress = percent_after(line)
            with self._lock:
                before = self._executions[name]
                if progress is not None and before.status == "RUNNING" and progress > (before.progress or 0):
                    self._executions[name] = before.model_copy(update={"progress": progress})
        return "".join(last).strip()

    def _end(self, name: str, execution: Execution) -> None:
        with self._lock:
            self._processes.pop(name, None)
            if self._executions[name].status == "RUNNING":
                self._executions[name] = execution


def ended(exit_code: int, output: str, last_lines: str) -> Execution:
    """Exit codes: 0 done, 1 failed, 2 InvalidProject or WrongUsage, 130 interrupted."""
    if exit_code == 0:
        return Execution(status="SUCCEEDED", progress=100, result=RenderResult.model_validate_json(output))
    if output.strip():  # an error of the renderer
        failure = json.loads(output)
        return failed("FAILED", failure["error"], failure["message"])
    if exit_code in (130, -signal.SIGINT):
        return failed("ABORTED", "Aborted", "interrupted")
    return failed("FAILED", "Unexpected", last_lines)


def failed(status: str, error: str, message: str) -> Execution:
    failure = Failure(error=error, message=message)
    return Execution.model_validate({"status": status, "failure": failure})


def percent_after(line: str) -> int | None:
    """The progress that a line of `./aive render` tells, if it tells any."""
    if counts := OF_CHUNKS.match(line):
        return of_chunks(int(counts[1]), int(counts[2]))
    end = ENDED.match(line)
    return AFTER.get(end[1]) if end else None


def read_all(stream: IO[str] | None) -> str:
    return stream.read() if stream else ""
