"""The deployed renderer: executions of the state machine."""

import hashlib
import json
import logging
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from aive_client.addresses import remote_problem
from aive_client.aws import aws_errors
from aive_client.errors import RendererMisconfigured, RendererUnavailable, UnknownExecution
from aive_client.models import Execution, Failure, Problem, RenderRequest, RenderResult
from aive_client.progress import percent
from aive_client.schema import sources

log = logging.getLogger(__name__)

# region: renderer
MOST_INPUT_BYTES = 250_000  # the limit of Step Functions is 262,144
LIFE_OF_URLS = 3_600
CLIENT = Config(connect_timeout=5, read_timeout=30, retries={"mode": "standard", "max_attempts": 4})
# Without these two settings, boto3 signs URLs of the global endpoint, which a bucket of another region refuses.
S3_CLIENT = CLIENT.merge(Config(signature_version="s3v4", s3={"addressing_style": "virtual"}))
ENDED_WITHOUT_ERROR = {"TIMED_OUT": "States.Timeout", "ABORTED": "Aborted"}


def region_of(arn: str) -> str:
    """Every client gets this region: boto3 reads AWS_DEFAULT_REGION, but not AWS_REGION."""
    return arn.split(":")[3]


class StepFunctionsRenderer:
    """Renders on AWS. Threads may share it, like the clients of boto3."""

    outlives_backend = True

    def __init__(
        self, state_machine_arn: str, work_bucket: str, *, reads_history: bool = False, sfn: Any = None, s3: Any = None
    ) -> None:
        """reads_history: derive the progress from the history of the execution, if no callback reports it."""
        region = region_of(state_machine_arn)
        self._machine = state_machine_arn
        self._work = work_bucket
        self._reads_history = reads_history
        self._sfn = sfn or boto3.client("stepfunctions", region_name=region, config=CLIENT)
        self._s3 = s3 or boto3.client("s3", region_name=region, config=S3_CLIENT)

    def check(self) -> None:
        """Describes an execution that does not exist, which the policy allows."""
        try:
            self.describe("check-at-startup")
        except UnknownExecution:
            return

    def problems(self, request: RenderRequest) -> list[Problem]:
        """Addresses that no execution can read: paths, http:, hosts that are not public."""
        found = ((at, remote_problem(text)) for at, text in sources(request.body()))
        return [Problem(pointer=at, message=message) for at, message in found if message]

    def is_waiting(self, name: str) -> bool:
        return False

    def start(self, name: str, request: RenderRequest) -> bool:
        # As an escape (\u0440), a Cyrillic letter takes three times the space. NaN is not valid JSON.
        text = json.dumps(request.body(), ensure_ascii=False, allow_nan=False)
        text = self._inline(text)
        with aws_errors("states:StartExecution", self._machine):
            try:
                self._sfn.start_execution(stateMachineArn=self._machine, name=name, input=text)
            except self._sfn.exceptions.ExecutionAlreadyExists:
                return False
        return True

    def _inline(self, text: str) -> str:
        data = text.encode()
        if len(data) <= MOST_INPUT_BYTES:
            return text
        key = f"uploads/{hashlib.sha256(data).hexdigest()}.json"
        with aws_errors("s3:PutObject", f"s3://{self._work}/{key}"):
            self._s3.put_object(Bucket=self._work, Key=key, Body=data, ContentType="application/json")
        return json.dumps({"project_uri": f"s3://{self._work}/{key}"})

    def describe(self, name: str) -> Execution:
        arn = self._execution(name)
        with aws_errors("states:DescribeExecution", arn):
            answer = self._sfn.describe_execution(executionArn=arn)
        status = answer["status"]
        if status == "SUCCEEDED":
            result = RenderResult.model_validate_json(answer["output"])
            return Execution(status=status, progress=100, result=result)
        if status in ("RUNNING", "PENDING_REDRIVE"):
            return Execution(status=status, progress=self._progress(arn))
        error = answer.get("error") or ENDED_WITHOUT_ERROR.get(status, "Unknown")
        if status == "ABORTED":
            error = "Aborted"
        failure = Failure(error=error.removeprefix("aive.error."), message=message_of(answer.get("cause", "")))
        return Execution(status=status, failure=failure)

    def _progress(self, arn: str) -> int | None:
        """None without the permissions for it: a job needs its progress less than its end."""
        if not self._reads_history:
            return None
        try:
            with aws_errors("states:ListMapRuns, GetExecutionHistory, or DescribeMapRun", arn):
                return percent(self._sfn, arn)
        except (RendererUnavailable, UnknownExecution):
            return None
        except RendererMisconfigured as e:
            self._reads_history = False
            log.warning("There will be no progress until a restart: %s", e)
            return None

    def cancel(self, name: str) -> None:
        arn = self._execution(name)
        with aws_errors("states:StopExecution", arn):
            self._sfn.stop_execution(executionArn=arn, error="Cancelled", cause="by the backend")

    def video_url(self, video_uri: str) -> str:
        with aws_errors("signing", video_uri):
            video = object_of(video_uri)
            return str(self._s3.generate_presigned_url("get_object", Params=video, ExpiresIn=LIFE_OF_URLS))

    def video_exists(self, video_uri: str) -> bool:
        with aws_errors("s3:GetObject", video_uri):
            try:
                self._s3.head_object(**object_of(video_uri))
            except ClientError as e:
                code = e.response["Error"]["Code"]
                if code == "403":  # S3 answers so to a role without s3:ListBucket, if there is no object
                    log.warning("%s was deleted, or the role lacks s3:GetObject for it", video_uri)
                if code in ("403", "404"):
                    return False
                raise
        return True

    def close(self) -> None:
        """Executions go on without this process."""

    def upload(self, file: Path) -> str:
        """Uploads a file, such as the narration, and returns its URI for the project."""
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        key = f"uploads/{digest}{file.suffix.lower()}"
        with aws_errors("s3:PutObject", f"s3://{self._work}/{key}"):
            self._s3.upload_file(str(file), self._work, key)
        return f"s3://{self._work}/{key}"

    def _execution(self, name: str) -> str:
        return self._machine.replace(":stateMachine:", ":execution:") + ":" + name


def object_of(uri: str) -> dict[str, str]:
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    return {"Bucket": bucket, "Key": key}


# endregion


def message_of(cause: str) -> str:
    """The error message of the function, without Lambda's JSON around it."""
    try:
        parsed = json.loads(cause)
    except ValueError:  # a message of AWS, or truncated JSON
        return cause
    return str(parsed.get("errorMessage", cause)) if isinstance(parsed, dict) else cause
