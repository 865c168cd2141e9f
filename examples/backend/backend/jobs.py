"""The jobs of the backend: one row for each execution."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from aive_client.identity import number_of
from aive_client.models import CallbackMessage, Execution, RenderResult

TABLES = [
    "CREATE TABLE IF NOT EXISTS job (name TEXT PRIMARY KEY, created REAL NOT NULL, status TEXT NOT NULL,"
    " progress INTEGER NOT NULL, video_uri TEXT, video_url TEXT, error TEXT, message TEXT, result TEXT)",
    "CREATE TABLE IF NOT EXISTS received (name TEXT, key TEXT, PRIMARY KEY (name, key))",
]


# region: transitions
@dataclass(frozen=True)
class Job:
    """`complete` is final. `failed` is not: somebody may redrive the execution, or a message was late."""

    name: str
    created: float
    status: Literal["processing", "complete", "failed"] = "processing"
    progress: int = 0
    video_uri: str | None = None
    video_url: str | None = None  # only if the execution cannot be read any more
    error: str | None = None
    message: str | None = None
    result: str | None = None  # the whole result of the renderer, as JSON

    def processing(self, progress: int) -> "Job":
        if self.status == "complete":  # a late message
            return self
        return replace(self, status="processing", progress=max(self.progress, progress), error=None, message=None)

    def complete(self, result: RenderResult) -> "Job":
        done = replace(self, status="complete", progress=100, video_url=None, error=None, message=None)
        return replace(done, video_uri=result.video_uri, result=result.model_dump_json(exclude_unset=True))

    def complete_without_result(self, video_url: str) -> "Job":
        if self.video_uri:
            return self
        return replace(self, status="complete", progress=100, video_url=video_url, error=None, message=None)

    def failed(self, error: str, message: str) -> "Job":
        return self if self.status == "complete" else replace(self, status="failed", error=error, message=message)


def after_polling(job: Job, execution: Execution) -> Job:
    if execution.result:
        return job.complete(execution.result)
    if execution.failure:
        return job.failed(execution.failure.error, execution.failure.message)
    return job.processing(execution.progress or 0)


def after_callback(job: Job, message: CallbackMessage, execution: Execution | None) -> Job:
    """execution: the state of the execution when a message of its end arrives; None if it does not exist."""
    match message.status:
        case "processing":
            return job.processing(message.progress)
        case "complete" if execution:  # its result has more fields; while it is still RUNNING, polling finds the result
            return after_polling(job, execution)
        case "complete":
            return job.complete_without_result(message.video_url or "")
        case "failed" if execution and not execution.failure:  # redriven since
            return after_polling(job, execution)
        case "failed":  # `InvalidProject: /audio_url: …` names the place, even where the execution's own error does not
            error, _, text = (message.error_message or "").partition(": ")
            return job.failed(error, text)


# endregion
class Jobs:
    """A table of jobs. Each call has a connection of its own, so threads may share this object."""

    def __init__(self, database: Path, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock
        with self._transaction() as sql:
            for table in TABLES:
                sql.execute(table)
            if not any(column["name"] == "result" for column in sql.execute("PRAGMA table_info(job)")):
                sql.execute("ALTER TABLE job ADD COLUMN result TEXT")  # a table of an earlier version

    def add(self, name: str) -> bool:
        """Adds a job. False if it exists."""
        with self._transaction() as sql:
            added = sql.execute(
                "INSERT OR IGNORE INTO job (name, created, status, progress) VALUES (?, ?, 'processing', 0)",
                (name, self._clock()),
            )
            return added.rowcount > 0

    def remove(self, name: str) -> None:
        with self._transaction() as sql:
            sql.execute("DELETE FROM job WHERE name = ?", (name,))

    def attempts(self, name: str) -> list[Job]:
        """A job and its further attempts, in order."""
        with self._transaction() as sql:
            rows = sql.execute("SELECT * FROM job WHERE name = ? OR name GLOB ?", (name, name + "-[0-9]*"))
            return sorted((Job(**row) for row in rows), key=lambda job: number_of(job.name, name))

    def find(self, name: str) -> Job | None:
        with self._transaction() as sql:
            row = sql.execute("SELECT * FROM job WHERE name = ?", (name,)).fetchone()
            return Job(**row) if row else None

    def unfinished(self) -> list[Job]:
        with self._transaction() as sql:
            return [Job(**row) for row in sql.execute("SELECT * FROM job WHERE status = 'processing'")]

    def update(self, name: str, change: Callable[[Job], Job], *, key: str = "") -> Job:
        """Changes a job in one transaction, but only once for each key of a message."""
        with self._transaction() as sql:
            job = found(sql, name)
            if key:
                added = sql.execute("INSERT OR IGNORE INTO received VALUES (?, ?)", (name, key))
                if added.rowcount == 0:
                    return job
            job = change(job)
            sql.execute(
                "UPDATE job SET created = ?, status = ?, progress = ?, video_uri = ?, video_url = ?, error = ?,"
                " message = ?, result = ? WHERE name = ?",
                (
                    *(job.created, job.status, job.progress, job.video_uri, job.video_url),
                    *(job.error, job.message, job.result, name),
                ),
            )
            return job

    def was_received(self, name: str, key: str) -> bool:
        with self._transaction() as sql:
            return bool(sql.execute("SELECT 1 FROM received WHERE name = ? AND key = ?", (name, key)).fetchone())

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._database, timeout=10, isolation_level=None)) as sql, sql:
            sql.row_factory = as_dict
            sql.execute("BEGIN IMMEDIATE")  # before the first read, so that no other thread changes the row meanwhile
            yield sql


def found(sql: sqlite3.Connection, name: str) -> Job:
    return Job(**sql.execute("SELECT * FROM job WHERE name = ?", (name,)).fetchone())


def as_dict(cursor: sqlite3.Cursor, row: tuple[object, ...]) -> dict[str, object]:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}
