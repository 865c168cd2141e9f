"""The HTTP API. Endpoints are `def`, not `async def`: the clients of AWS block, and FastAPI runs `def` in threads."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event, Thread
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from urllib.request import url2pathname

import boto3
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse, Response
from pydantic import BaseModel

from aive_client.callback import CallbackSecret, secret_reader
from aive_client.errors import Remedy, RendererUnavailable, UnknownExecution, answer
from aive_client.local import LocalRenderer
from aive_client.models import CallbackMessage, Problem, RenderRequest
from aive_client.renderer import Renderer
from aive_client.schema import problems
from aive_client.step_functions import CLIENT, StepFunctionsRenderer, region_of
from backend.jobs import Job, Jobs
from backend.service import Service, TooManyAttempts
from backend.settings import Settings

MOST_BYTES = 16 * 1024 * 1024  # the limit of the renderer
# For /docs: the body is read as bytes, so FastAPI does not know its type.
PROJECT = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}


def renderer_of(settings: Settings) -> Renderer:
    if settings.renderer == "local":
        settings.local_folder.mkdir(parents=True, exist_ok=True)
        return LocalRenderer(settings.launcher, settings.local_folder)
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
    service = Service(renderer, jobs := Jobs(settings.database), callback_url)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        stop = Event()
        polling = Thread(target=service.poll_until, args=(stop, settings.pause_between_polls), daemon=True)
        polling.start()
        yield
        stop.set()
        renderer.close()

    app = FastAPI(title="Render backend", lifespan=lifespan)
    app.state.service, app.state.jobs, app.state.secret = service, jobs, secret
    app.add_exception_handler(RendererUnavailable, unavailable)
    add_routes(app)
    return app


def create_app() -> FastAPI:
    settings = Settings()
    return app_of(settings, renderer_of(settings), secret_of(settings))


async def unavailable(_request: Request, _error: Exception) -> JSONResponse:
    return JSONResponse(
        {"detail": "The renderer cannot be reached: try again."}, status_code=503, headers={"Retry-After": "30"}
    )


async def raw_body(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise HTTPException(413, f"A request may have {MOST_BYTES} bytes.")
    return bytes(body)


def service_of(request: Request) -> Service:
    return request.app.state.service  # type: ignore[no-any-return]


def job_of(name: str, request: Request) -> Job:
    job: Job | None = request.app.state.jobs.find(name)
    if job is None:
        raise HTTPException(404, "There is no such render.")
    return job


class RenderState(BaseModel):
    """The answer about a job. Fields without a value are absent."""

    id: str
    status: Literal["processing", "complete", "failed"]
    progress: int
    video_url: str | None = None
    error: str | None = None
    text: str | None = None  # for the user
    message: str | None = None
    remedy: Remedy | None = None


Body = Annotated[bytes, Depends(raw_body)]
TheService = Annotated[Service, Depends(service_of)]
TheJob = Annotated[Job, Depends(job_of)]


def read_request(body: bytes) -> RenderRequest:
    """Checks the project before the answer 202, with the schema of the renderer."""
    try:
        document = json.loads(body, parse_constant=refuse)
    except (ValueError, RecursionError) as e:
        raise refused([Problem(pointer="", message=f"not JSON: {e}")]) from e
    if found := problems(document):
        raise refused(found)
    return RenderRequest.model_validate(document)


def refused(found: list[Problem]) -> HTTPException:
    return HTTPException(422, {"error": "InvalidProject", "problems": [problem.model_dump() for problem in found]})


def refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a number")


def add_routes(app: FastAPI) -> None:
    """Your own authentication belongs in front of all of these, except the callback, which has a signature."""

    # region: routes
    @app.post("/renders", status_code=202, response_model_exclude_none=True, openapi_extra=PROJECT)
    def submit(body: Body, service: TheService) -> RenderState:
        try:
            return shown(service.submit(read_request(body)), service)
        except TooManyAttempts as e:
            raise HTTPException(409, "This project has failed too often: change it.") from e

    @app.get("/renders/{name}", response_model_exclude_none=True)
    def status(job: TheJob, service: TheService) -> RenderState:
        return shown(job, service)

    @app.get("/renders/{name}/video")
    def video(job: TheJob, service: TheService) -> Response:
        """Redirects to the video, with a new signed URL for each request. A local video is sent itself."""
        if job.status == "processing":
            raise HTTPException(409, "The video is not finished.", headers={"Retry-After": "10"})
        if job.status == "failed":
            known = answer(job.error or "")
            raise HTTPException(known.http_status, {"error": job.error, "text": known.text, "message": job.message})
        url = urlsplit(service.video_url(job) or "")
        return FileResponse(url2pathname(url.path)) if url.scheme == "file" else RedirectResponse(url.geturl())

    @app.delete("/renders/{name}", response_model_exclude_none=True)
    def cancel(job: TheJob, service: TheService) -> RenderState:
        try:
            return shown(service.cancel(job), service)
        except UnknownExecution as e:
            raise HTTPException(409, "The render has not started, or ended long ago.") from e

    @app.put("/renders/{name}/callback")
    def callback(name: str, request: Request, body: Body, service: TheService) -> dict[str, Any]:
        secret: CallbackSecret | None = request.app.state.secret
        if secret is None or not secret.signed(body, request.headers):  # of the raw bytes, before parsing
            raise HTTPException(401, "The signature is wrong.")
        message = CallbackMessage.model_validate_json(body)
        if message.task_id != name:  # the signature does not cover the URL
            raise HTTPException(400, "The message is of another render.")
        service.receive(job_of(name, request), message, request.headers.get("Idempotency-Key", ""))
        return {}

    # endregion


def shown(job: Job, service: Service) -> RenderState:
    state = RenderState(id=job.name, status=job.status, progress=job.progress)
    if job.status == "complete":
        state.video_url = service.video_url(job)
    if job.status == "failed":
        known = answer(job.error or "")
        state.error, state.message = job.error, job.message
        state.text, state.remedy = known.text, known.remedy
    return state
