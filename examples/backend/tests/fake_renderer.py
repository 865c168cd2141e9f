"""A renderer in memory, which behaves like Step Functions."""

from dataclasses import dataclass, field

from aive_client.errors import RendererUnavailable, UnknownExecution
from aive_client.models import Execution, Failure, Problem, RenderRequest, RenderResult
from tests.samples import RESULT


@dataclass
class FakeRenderer:
    requests: dict[str, RenderRequest] = field(default_factory=dict)
    executions: dict[str, Execution] = field(default_factory=dict)
    is_available: bool = True
    fault: Exception | None = None
    outlives_backend: bool = True
    is_deleted: bool = False
    found: list[Problem] = field(default_factory=list)
    waiting: set[str] = field(default_factory=set)

    def check(self) -> None:
        self._answer()

    def problems(self, request: RenderRequest) -> list[Problem]:
        return self.found

    def video_exists(self, video_uri: str) -> bool:
        return not self.is_deleted

    def start(self, name: str, request: RenderRequest) -> bool:
        self._answer()
        if name in self.executions:
            return self.executions[name].status == "RUNNING" and self.requests[name] == request
        self.requests[name] = request
        self.executions[name] = Execution(status="RUNNING")
        return True

    def describe(self, name: str) -> Execution:
        self._answer()
        if name not in self.executions:
            raise UnknownExecution(name)
        return self.executions[name]

    def is_waiting(self, name: str) -> bool:
        return name in self.waiting

    def cancel(self, name: str) -> None:
        if self.describe(name).status == "RUNNING":
            self.fail(name, "Aborted", "by the backend")

    def video_url(self, video_uri: str) -> str:
        return "https://signed.example.com/" + video_uri.removeprefix("s3://")

    def close(self) -> None:
        self.is_available = False

    def succeed(self, name: str) -> None:
        result = RenderResult.model_validate(RESULT)
        self.executions[name] = Execution(status="SUCCEEDED", progress=100, result=result)

    def fail(self, name: str, error: str, message: str) -> None:
        self.executions[name] = Execution(status="FAILED", failure=Failure(error=error, message=message))

    def forget(self, name: str) -> None:
        del self.executions[name]

    def _answer(self) -> None:
        if not self.is_available:
            raise RendererUnavailable("no connection")
        if self.fault:
            raise self.fault
