"""The HTTP API. Endpoints are `def`, not `async def`: the clients of AWS block, and FastAPI runs `def` in threads."""

import base64
import json
import logging
import math
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from difflib import get_close_matches
from pathlib import Path
from threading import Event, Thread
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from urllib.request import url2pathname

import boto3
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, ValidationError

from aive_client.aws import aws_errors
from aive_client.callback import CallbackSecret, secret_reader
from aive_client.errors import Remedy, RendererMisconfigured, RendererUnavailable, UnknownExecution, answer
from aive_client.local import LocalRenderer
from aive_client.messages import shown as shown_value
from aive_client.models import CallbackMessage, Cost, Problem, RenderRequest, RenderResult
from aive_client.renderer import Renderer
from aive_client.schema import problems
from aive_client.step_functions import CLIENT, StepFunctionsRenderer, region_of
from backend.jobs import Job, Jobs
from backend.service import MOST_FAILURES, Service, TooManyFailures
from backend.settings import Settings, lines

log = logging.getLogger(__name__)

MOST_MEBIBYTES = 16  # the limit of the renderer
# For /docs: the body is read as bytes, so FastAPI does not know its type.
PROJECT = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}


def renderer_of(settings: Settings) -> Renderer:
    if settings.renderer == "local":
        settings.local_folder.mkdir(parents=True, exist_ok=True)
        return LocalRenderer(settings.launcher, settings.local_folder)
    with aws_errors("creating a client", settings.state_machine_arn):
        return StepFunctionsRenderer(
            settings.state_machine_arn, settings.work_bucket, reads_history=not settings.has_callbacks
        )


def secret_of(settings: Settings) -> CallbackSecret | None:
    if not settings.has_callbacks:
        return None
    client = boto3.client("secretsmanager", region_name=region_of(settings.state_machine_arn), config=CLIENT)
    return CallbackSecret(secret_reader(client, settings.callback_secret))


def app_of(settings: Settings, renderer: Renderer, secret: CallbackSecret | None) -> FastAPI:
    callback_url = settings.public_url.rstrip("/") + "/renders/{}/callback" if secret else None
    jobs = Jobs(settings.database)
    service = Service(renderer, jobs, callback_url, default_budget=settings.default_budget)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        service.at_startup()
        stop = Event()
        polling = Thread(target=service.poll_until, args=(stop, settings.pause_between_polls), daemon=True)
        polling.start()
        yield
        stop.set()
        renderer.close()

    app = FastAPI(title="Render backend", lifespan=lifespan, dependencies=[Depends(refuse_unknown_parameters)])
    app.state.service, app.state.jobs, app.state.secret = service, jobs, secret
    app.add_exception_handler(RendererUnavailable, unavailable)
    app.add_exception_handler(RendererMisconfigured, misconfigured)
    add_routes(app)
    return app


def create_app() -> FastAPI:
    """Ends the process with a line that names the variable, if a setting is wrong or the role lacks permissions."""
    try:
        settings = Settings()
    except ValidationError as e:
        raise SystemExit(f"error: {lines(e)}") from e
    with checking("AIVE_LOCAL_FOLDER" if settings.renderer == "local" else "AIVE_STATE_MACHINE_ARN"):
        renderer = renderer_of(settings)
    with checking("AIVE_LAUNCHER" if settings.renderer == "local" else "AIVE_STATE_MACHINE_ARN, or the role"):
        renderer.check()
    with checking("AIVE_CALLBACK_SECRET, or the role"):
        secret = secret_of(settings)
        if secret:
            secret.check()
    with checking("AIVE_DATABASE"):
        return app_of(settings, renderer, secret)


@contextmanager
def checking(variable: str) -> Iterator[None]:
    try:
        yield
    except RendererUnavailable as e:
        log.warning("%s could not be checked: %s", variable, e)
    except (RendererMisconfigured, OSError, sqlite3.Error) as e:
        raise SystemExit(f"error: {variable}: {e}") from e


async def unavailable(_request: Request, _error: Exception) -> JSONResponse:
    return JSONResponse(
        {"detail": "The renderer cannot be reached: try again."}, status_code=503, headers={"Retry-After": "30"}
    )


async def misconfigured(request: Request, error: Exception) -> JSONResponse:
    log.error("%s %s: %s", request.method, request.url.path, error)
    detail = {"error": "ConfigurationError", "text": "Rendering is out of order; we are investigating."}
    return JSONResponse({"detail": detail}, status_code=503)


def refuse_unknown_parameters(request: Request) -> None:
    """`?agian=true` would otherwise do nothing, without a word."""
    known = [parameter.alias for parameter in request.scope["route"].dependant.query_params]
    for name in request.query_params:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            others = f"the parameters are {', '.join(known)}" if known else "there are no parameters"
            meant = f"did you mean {near[0]}?" if near else others
            raise HTTPException(422, f"{shown_value(name)} is not a parameter here; {meant}")


async def raw_body(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_MEBIBYTES * 1024 * 1024:
            raise HTTPException(413, f"A request may have {MOST_MEBIBYTES} MiB.")
    return bytes(body)


def service_of(request: Request) -> Service:
    return request.app.state.service  # type: ignore[no-any-return]


def job_of(name: str, request: Request) -> Job:
    job: Job | None = request.app.state.jobs.find(name)
    if job is None:
        raise HTTPException(404, "There is no such render.")
    return job


class Reuse(BaseModel):
    """The chunks of a video, and how many of them an earlier render had left."""

    total: int
    reused: int


class RenderState(BaseModel):
    """The answer about a job. Fields without a value are absent."""

    id: str
    status: Literal["queued", "processing", "complete", "failed"]  # queued: a local render waits for another
    progress: int
    video_url: str | None = None
    error: str | None = None
    text: str | None = None  # for the user
    message: str | None = None
    remedy: Remedy | None = None
    warnings: list[Problem] | None = None
    duration_seconds: float | None = None
    cost: Cost | None = None
    chunks: Reuse | None = None
    poster_key: str | None = None  # GET /renders/ID/poster; for other keys: Service.file_url
    captions_keys: list[str] | None = None


Body = Annotated[bytes, Depends(raw_body)]
TheService = Annotated[Service, Depends(service_of)]
TheJob = Annotated[Job, Depends(job_of)]


def read_request(body: bytes) -> RenderRequest:
    """Checks the project before the answer 202, with the schema of the renderer."""
    try:
        document = unwrapped(parsed(body))
    except (ValueError, RecursionError) as e:
        raise refused([Problem(pointer="", message=f"not JSON: {e}")]) from e
    if found := problems(document):
        raise refused(found)
    return RenderRequest.model_validate(document)


def parsed(text: bytes | str) -> Any:
    return json.loads(text, parse_constant=refuse, parse_float=finite)


def unwrapped(document: Any) -> Any:
    """The project in an event of the old service: `{"body": "<JSON text>", "isBase64Encoded": false}`."""
    if not isinstance(document, dict):
        return document
    if document.get("project_uri") is not None:
        raise refused([Problem(pointer="/project_uri", message="send the project itself; large ones are uploaded")])
    body = document.get("body")
    if body is None:
        return document
    if "project_data" in document:
        raise refused([Problem(pointer="", message="project_data is beside body; send one of them")])
    if isinstance(body, str):
        try:
            body = parsed(base64.b64decode(body) if document.get("isBase64Encoded") is True else body)
        except (ValueError, RecursionError) as e:
            raise refused([Problem(pointer="/body", message=f"not JSON: {e}")]) from e
    if isinstance(body, dict) and body.get("body") is not None:
        raise refused([Problem(pointer="", message="the body contains another body")])
    return unwrapped(body)


def refused(found: list[Problem]) -> HTTPException:
    return HTTPException(422, {"error": "InvalidProject", "problems": [problem.model_dump() for problem in found]})


def refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a number")


def finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError(f"the number {text[:60]} is too large")
    return number


def add_routes(app: FastAPI) -> None:
    """Your own authentication belongs in front of all of these, except the callback, which has a signature."""

    @app.get("/health")
    def health(request: Request) -> dict[str, str]:
        """For a load balancer: the app answers, and reads its database. This asks nothing of AWS."""
        request.app.state.jobs.find("")
        return {"status": "ok"}

    # region: routes
    @app.post("/renders", status_code=202, response_model_exclude_none=True, openapi_extra=PROJECT)
    def submit(body: Body, service: TheService, again: bool = False) -> RenderState:
        request = read_request(body)
        if found := service.problems(request):
            raise refused(found)
        try:
            return shown(service.submit(request, again=again), service)
        except TooManyFailures as e:
            text = f"This project has failed {MOST_FAILURES} times, and trying again does not help: change the project."
            raise HTTPException(409, text) from e

    @app.get("/renders/{name}", response_model_exclude_none=True)
    def status(job: TheJob, service: TheService) -> RenderState:
        return shown(job, service)

    @app.head("/renders/{name}/video", include_in_schema=False)
    @app.get("/renders/{name}/video")
    def video(job: TheJob, service: TheService) -> Response:
        """Redirects to the video, with a new signed URL for each request. A local video is sent itself."""
        check_complete(job)
        if not service.video_exists(job):
            raise HTTPException(410, "The video was deleted: POST the project to /renders?again=true.")
        return sent(service.video_url(job) or "")

    @app.get("/renders/{name}/poster")
    def poster(job: TheJob, service: TheService) -> Response:
        """A still image of the video."""
        return sent(service.file_url(job, result_of(job).poster_key))

    @app.get("/renders/{name}/captions.vtt")
    def captions(job: TheJob, service: TheService) -> Response:
        """The captions, for the element `track` of a page."""
        for key in result_of(job).captions_keys:
            if key.endswith(".vtt"):
                return sent(service.file_url(job, key))
        raise HTTPException(404, "The video has no captions.")

    @app.delete("/renders/{name}", response_model_exclude_none=True)
    def cancel(job: TheJob, service: TheService) -> RenderState:
        try:
            return shown(service.cancel(job), service)
        except UnknownExecution as e:
            raise HTTPException(409, "The render has not started, or ended long ago.") from e

    @app.put("/renders/{name}/callback")
    def callback(name: str, request: Request, body: Body, service: TheService) -> dict[str, Any]:
        secret: CallbackSecret | None = request.app.state.secret
        try:
            if secret is None or not secret.signed(body, request.headers):  # of the raw bytes, before parsing
                raise HTTPException(401, "The signature is wrong.")
            message = CallbackMessage.model_validate_json(body)
        except ValueError as e:  # signed, but not of a known form; another answer than 4xx would repeat it
            log.error("a signed callback of %s cannot be read: %s", name, e)
            raise HTTPException(400, "The message cannot be read.") from e
        if message.task_id != name:  # the signature does not cover the URL
            raise HTTPException(400, "The message is of another render.")
        service.receive(job_of(name, request), message, request.headers.get("Idempotency-Key", ""))
        return {}

    # endregion


def check_complete(job: Job) -> None:
    if job.status == "processing":
        raise HTTPException(409, "The video is not finished.", headers={"Retry-After": "10"})
    if job.status == "failed":
        known = answer(job.error or "")
        raise HTTPException(known.http_status, {"error": job.error, "text": known.text, "message": job.message})


def result_of(job: Job) -> RenderResult:
    check_complete(job)
    if not job.result:  # a callback alone completed it
        raise HTTPException(410, "The execution was deleted, and its result with it.")
    return RenderResult.model_validate_json(job.result)


def sent(address: str) -> Response:
    url = urlsplit(address)
    if url.scheme != "file":
        return RedirectResponse(address)
    path = url2pathname(url.path)
    if not Path(path).is_file():
        raise HTTPException(410, "The file was deleted.")
    return FileResponse(path, media_type="text/vtt" if path.endswith(".vtt") else None)


def shown(job: Job, service: Service) -> RenderState:
    status = "queued" if service.is_waiting(job) else job.status
    state = RenderState(id=job.name, status=status, progress=job.progress)
    if job.status == "complete":
        url = service.video_url(job) or ""
        state.video_url = f"/renders/{job.name}/video" if url.startswith("file:") else url
    if job.result:
        result = RenderResult.model_validate_json(job.result)
        state.warnings, state.duration_seconds, state.cost = result.warnings, result.duration_seconds, result.cost
        state.poster_key, state.captions_keys = result.poster_key, result.captions_keys
        state.chunks = Reuse(total=result.chunks.total, reused=result.chunks.reused)
    if job.status == "failed":
        known = answer(job.error or "")
        state.error, state.message = job.error, job.message
        state.text, state.remedy = known.text, known.remedy
    return state
