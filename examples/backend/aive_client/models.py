"""The JSON of the renderer as types: requests, results, and the state of an execution."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, PlainSerializer

Dollars = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]


class RequestPart(BaseModel):
    """A part of a request. Fields without an attribute are kept: docs/reference/input.schema.json has all of them."""

    model_config = ConfigDict(extra="allow", frozen=True)


class Footage(RequestPart):
    url: str
    in_point: float | None = None


class Sentence(RequestPart):
    start_time: float
    end_time: float
    id: str | int | None = None
    text: str | None = None
    selected_footage: Footage | None = None
    footage: list[Footage] | None = None


class ProjectData(RequestPart):
    id: str
    sentences: list[Sentence]


class Callback(RequestPart):
    url: str
    task_id: str | None = None


class RenderRequest(RequestPart):
    project_data: ProjectData
    audio_url: str
    music_url: str | None = None
    render: dict[str, Any] | None = None
    callback: Callback | None = None

    def with_callback(self, url: str, task_id: str) -> "RenderRequest":
        return self.model_copy(update={"callback": Callback(url=url, task_id=task_id)})

    def body(self) -> dict[str, Any]:
        """The request as JSON, with the fields that were set."""
        body: dict[str, Any] = self.model_dump(mode="json", exclude_unset=True)
        if self.callback is None:
            body.pop("callback", None)
        return body


class Problem(BaseModel):
    """One line of an error or warning: a JSON pointer into the request, and a sentence."""

    pointer: str
    message: str


class Chunks(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)

    total: int
    rendered: int
    reused: int


class Cost(BaseModel):
    """What the execution took on AWS, in dollars and seconds."""

    model_config = ConfigDict(extra="allow", frozen=True)

    dollars: Dollars
    predicted_dollars: Dollars
    saved_dollars: Dollars
    seconds: float
    predicted_seconds: float


class RenderResult(BaseModel):
    """The output of an execution. New fields of the renderer are kept and do not break the client."""

    model_config = ConfigDict(extra="allow", frozen=True)

    render_id: str
    project_id: str
    video_uri: str  # permanent: store this one
    video_url: str  # for a browser; expires at url_expires_at
    url_expires_at: str | None = None
    s3_key: str
    message: str
    duration_seconds: float
    frames: int
    width: int
    height: int
    fps: str  # "30", "30000/1001"
    bytes: int
    sha256: str
    poster_key: str
    captions_keys: list[str]
    contact_sheet_key: str | None = None
    chunks: Chunks
    cost: Cost | None = None
    plays_on: list[str] = []
    warnings: list[Problem] = []


class Failure(BaseModel):
    model_config = ConfigDict(frozen=True)

    error: str  # a name of aive_client.errors
    message: str


class Execution(BaseModel):
    """The state of an execution. `result` is set after SUCCEEDED, `failure` after FAILED, TIMED_OUT, and ABORTED."""

    model_config = ConfigDict(frozen=True)

    status: Literal["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"]
    progress: int | None = None  # whole percent, where it is known
    result: RenderResult | None = None
    failure: Failure | None = None


class CallbackMessage(BaseModel):
    """A message that the renderer sends to the callback: docs/reference/callback.md."""

    status: Literal["processing", "complete", "failed"]
    progress: int
    video_url: str | None = None
    error_message: str | None = None
    task_id: str | None = None
