"""The id of a job, derived from its request."""

import hashlib
import json
import re
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from aive_client.models import RenderRequest

# Parameters that only sign a URL, by the parameters that show the scheme: S3, Google, CloudFront, Azure.
SIGNATURES = [
    ({"x-amz-signature"}, re.compile(r"x-amz-.*")),
    ({"x-goog-signature"}, re.compile(r"x-goog-.*")),
    ({"signature", "key-pair-id"}, re.compile(r"signature|key-pair-id|expires|policy|hash-algorithm")),
    ({"signature", "awsaccesskeyid"}, re.compile(r"signature|awsaccesskeyid|expires|x-amz-security-token")),
    ({"signature", "googleaccessid"}, re.compile(r"signature|googleaccessid|expires")),
    ({"sig", "sv"}, re.compile(r"sig|s[veprit]|spr|sip|ss|srt|sk[tesv]|skoid|sktid|saoid|suoid|scid|sdd|ses")),
]


# region: job id
def job_id(request: RenderRequest) -> str:
    """The same project has the same id, whoever sends it and however often: a double click is one job.

    A new signature of a URL does not make a new job, and neither does the callback.
    """
    body = {name: without_signatures(value) for name, value in request.body().items() if name != "callback"}
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return "job-" + hashlib.sha256(text.encode()).hexdigest()[:40]


def attempt(job: str, number: int) -> str:
    """The name of a further attempt after a failure: `job-…-2`. The chunks that exist are reused."""
    return job if number == 1 else f"{job}-{number}"


def number_of(name: str, job: str) -> int:
    """The number of an attempt, from its name."""
    return int(name.removeprefix(job + "-")) if name != job else 1


# endregion
def without_signatures(value: Any) -> Any:
    match value:
        case dict():
            return {name: without_signatures(part) for name, part in value.items()}
        case list():
            return [without_signatures(part) for part in value]
        case str() if value.startswith("https://") and "?" in value:
            return without_signature(value)
        case _:
            return value


def without_signature(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:  # not a URL; the renderer will say so
        return url
    parameters = parts.query.split("&")
    names = {name(parameter) for parameter in parameters}
    for marks, signing in SIGNATURES:
        if marks <= names:
            parameters = [parameter for parameter in parameters if not signing.fullmatch(name(parameter))]
    return urlunsplit(parts._replace(query="&".join(parameters)))


def name(parameter: str) -> str:
    return parameter.partition("=")[0].lower()
