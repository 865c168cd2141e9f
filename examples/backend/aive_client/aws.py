"""Errors of AWS as the errors of this client."""

from collections.abc import Iterator
from contextlib import contextmanager

from boto3.exceptions import S3UploadFailedError
from botocore.exceptions import BotoCoreError, ClientError, ConnectionError, HTTPClientError

from aive_client.errors import RendererMisconfigured, RendererUnavailable, UnknownExecution

BUSY = {
    "ThrottlingException",
    "Throttling",
    "KmsThrottlingException",
    "TooManyRequestsException",
    "ExecutionLimitExceeded",
    "SlowDown",
    "RequestTimeout",
}


@contextmanager
def aws_errors(action: str, resource: str) -> Iterator[None]:
    """Translates the errors of one call. The messages name the action and the resource, for the log.

    What is neither a missing execution nor a busy or unreachable service is RendererMisconfigured: a missing
    permission, expired credentials, a state machine that does not exist, a disabled key of KMS.
    """
    call = f"{action} on {resource}"
    try:
        yield
    except ClientError as e:
        raise translated(e, call) from e
    except S3UploadFailedError as e:
        raise (translated(e.__context__, call) if isinstance(e.__context__, ClientError) else e) from e
    except (HTTPClientError, ConnectionError) as e:  # botocore's ConnectionError, which is not Python's
        raise RendererUnavailable(f"{call}: {e}") from e
    except BotoCoreError as e:  # no credentials, an expired session
        raise RendererMisconfigured(f"{call}: {type(e).__name__}: {e}") from e


def translated(error: ClientError, call: str) -> Exception:
    code = error.response["Error"]["Code"]
    text = f"{call}: {error}"
    if code == "ExecutionDoesNotExist":
        return UnknownExecution(text)
    if code in BUSY or error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0) >= 500:
        return RendererUnavailable(text)
    return RendererMisconfigured(text)
