"""The deployed renderer: executions of the state machine."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

from aive_client.errors import RendererUnavailable, UnknownExecution
from aive_client.models import Execution, Failure, RenderRequest, RenderResult
from aive_client.progress import percent

# region: renderer
MOST_INPUT_BYTES = 250_000  # the limit of Step Functions is 262,144
LIFE_OF_URLS = 3_600
CLIENT = Config(connect_timeout=5, read_timeout=30, retries={"mode": "standard", "max_attempts": 4})
# Without these two settings, boto3 signs URLs of the global endpoint, which a bucket of another region refuses.
S3_CLIENT = CLIENT.merge(Config(signature_version="s3v4", s3={"addressing_style": "virtual"}))
BUSY = {"ThrottlingException", "Throttling", "TooManyRequestsException", "ExecutionLimitExceeded", "SlowDown"}
ENDED_WITHOUT_ERROR = {"TIMED_OUT": "States.Timeout", "ABORTED": "Aborted"}


def region_of(arn: str) -> str:
    """Every client gets this region: boto3 reads AWS_DEFAULT_REGION, but not AWS_REGION."""
    return arn.split(":")[3]


class StepFunctionsRenderer:
    """Renders on AWS. Threads may share it, like the clients of boto3."""

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

    def start(self, name: str, request: RenderRequest) -> bool:
        # As an escape (\u0440), a Cyrillic letter takes three times the space. NaN is not valid JSON.
        text = json.dumps(request.body(), ensure_ascii=False, allow_nan=False)
        with aws_errors():
            try:
                self._sfn.start_execution(stateMachineArn=self._machine, name=name, input=self._inline(text))
            except self._sfn.exceptions.ExecutionAlreadyExists:
                return False
        return True

    def _inline(self, text: str) -> str:
        data = text.encode()
        if len(data) <= MOST_INPUT_BYTES:
            return text
        key = f"uploads/{hashlib.sha256(data).hexdigest()}.json"
        self._s3.put_object(Bucket=self._work, Key=key, Body=data, ContentType="application/json")
        return json.dumps({"project_uri": f"s3://{self._work}/{key}"})

    def describe(self, name: str) -> Execution:
        arn = self._execution(name)
        with aws_errors():
            answer = self._sfn.describe_execution(executionArn=arn)
            status = answer["status"]
            if status == "SUCCEEDED":
                result = RenderResult.model_validate_json(answer["output"])
                return Execution(status=status, progress=100, result=result)
            if status in ("RUNNING", "PENDING_REDRIVE"):
                return Execution(status=status, progress=percent(self._sfn, arn) if self._reads_history else None)
        error = answer.get("error") or ENDED_WITHOUT_ERROR.get(status, "Unknown")
        if status == "ABORTED":
            error = "Aborted"
        failure = Failure(error=error.removeprefix("aive.error."), message=message_of(answer.get("cause", "")))
        return Execution(status=status, failure=failure)

    def cancel(self, name: str) -> None:
        with aws_errors():
            self._sfn.stop_execution(executionArn=self._execution(name), error="Cancelled", cause="by the backend")

    def video_url(self, video_uri: str) -> str:
        bucket, _, key = video_uri.removeprefix("s3://").partition("/")
        url: str = self._s3.generate_presigned_url(
            "get_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=LIFE_OF_URLS
        )
        return url

    def close(self) -> None:
        """Executions go on without this process."""

    def upload(self, file: Path) -> str:
        """Uploads a file, such as the narration, and returns its URI for the project."""
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        key = f"uploads/{digest}{file.suffix.lower()}"
        with aws_errors():
            self._s3.upload_file(str(file), self._work, key)
        return f"s3://{self._work}/{key}"

    def _execution(self, name: str) -> str:
        return self._machine.replace(":stateMachine:", ":execution:") + ":" + name


# endregion


@contextmanager
def aws_errors() -> Iterator[None]:
    """Other errors, such as missing permissions, are faults of the deployment and pass unchanged."""
    try:
        yield
    except ClientError as e:
        code = e.response["Error"]["Code"]
        if code in ("ExecutionDoesNotExist", "InvalidArn"):
            raise UnknownExecution(str(e)) from e
        if code in BUSY or e.response["ResponseMetadata"]["HTTPStatusCode"] >= 500:
            raise RendererUnavailable(str(e)) from e
        raise
    except (HTTPClientError, ConnectionError) as e:  # no connection, no answer in time
        raise RendererUnavailable(str(e)) from e
    except BotoCoreError:  # no credentials, wrong parameters
        raise


def message_of(cause: str) -> str:
    """The error message of the function, without Lambda's JSON around it."""
    try:
        parsed = json.loads(cause)
    except ValueError:  # a message of AWS, or truncated JSON
        return cause
    return str(parsed.get("errorMessage", cause)) if isinstance(parsed, dict) else cause
