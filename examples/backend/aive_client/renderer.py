"""What a backend needs from a renderer. There are two: Step Functions, and this machine."""

from typing import Protocol

from aive_client.models import Execution, Problem, RenderRequest


# region: protocol
class Renderer(Protocol):
    """Every method blocks. Call it in a thread, never in an `async def`.

    Each raises RendererUnavailable if the same call may succeed later, and RendererMisconfigured if an operator must
    act.
    """

    outlives_backend: bool  # whether executions go on when this process ends

    def check(self) -> None:
        """Raises RendererMisconfigured if the settings or the permissions are wrong, as far as can be seen now."""

    def problems(self, request: RenderRequest) -> list[Problem]:
        """What this renderer refuses in a request that the schema allows. It loads no media."""

    def start(self, name: str, request: RenderRequest) -> bool:
        """Starts an execution, or finds the running one of this name and request.

        False if the name belongs to another execution: one that has ended, or whose request has other text.
        """

    def describe(self, name: str) -> Execution:
        """The state of an execution. Raises UnknownExecution."""

    def is_waiting(self, name: str) -> bool:
        """Whether an execution waits for others of this machine. It sends no request."""

    def cancel(self, name: str) -> None:
        """Ends an execution with the error `Aborted`. No effect on one that has ended. Raises UnknownExecution."""

    def video_url(self, video_uri: str) -> str:
        """A URL with which a browser can load the video for an hour. It sends no request."""

    def video_exists(self, video_uri: str) -> bool:
        """False if the video was deleted."""

    def close(self) -> None:
        """Ends what runs on this machine."""


# endregion
