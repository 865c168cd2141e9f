"""What a backend answers when a render has failed, by the name of the renderer's error."""

from dataclasses import dataclass
from typing import Literal

# `change`: the same project fails again. `retry`: the same project may succeed later.
# `report`: a person must look at the deployment, or at the renderer.
Remedy = Literal["change", "retry", "report"]


class UnknownExecution(Exception):
    """The renderer has no execution of this name: it was never started, or it was deleted after 90 days."""


class RendererUnavailable(Exception):
    """The renderer cannot be reached, or is throttled. The same call may succeed later."""


class RendererMisconfigured(Exception):
    """An operator must act: a permission is missing, credentials have expired, or a setting is wrong."""


# region: errors
@dataclass(frozen=True)
class Answer:
    http_status: int
    remedy: Remedy
    text: str  # for the user


BROKEN = Answer(500, "report", "Rendering failed; we are investigating.")

ANSWERS: dict[str, Answer] = {
    "InvalidProject": Answer(422, "change", "The project has mistakes; each line names a field."),
    "MediaUnavailable": Answer(
        424, "change", "A clip or the audio cannot be loaded: check the address, or choose another."
    ),
    "MediaForbidden": Answer(422, "change", "A URL is not allowed: use a public https URL."),
    "MediaUnusable": Answer(422, "change", "A file is not a video or audio file that we can use: choose another."),
    "MediaTooLarge": Answer(413, "change", "A file is too large: choose a smaller one."),
    "MissingGlyphs": Answer(422, "change", "A caption has characters that cannot be shown."),
    "ChunkMismatch": Answer(503, "retry", "Rendering failed: try again."),
    "StorageUnavailable": Answer(503, "retry", "Rendering failed: try again later."),
    "DeadlineExceeded": Answer(503, "retry", "Rendering failed: try again later."),
    "EncodeFailed": BROKEN,
    "OutOfSpace": BROKEN,
    "ConfigurationError": BROKEN,
    "States.Timeout": Answer(504, "report", "Rendering took too long; we are investigating."),
    "Aborted": Answer(409, "retry", "The render was cancelled."),
    "WrongUsage": BROKEN,  # of `./aive render`
    "Unexpected": BROKEN,
    # our own: see backend/service.py
    "NotStarted": Answer(503, "retry", "The render did not start: try again."),
    "Interrupted": Answer(503, "retry", "The render was interrupted: try again."),
}


def answer(error: str) -> Answer:
    """The answer for an error. Other names are those of AWS, such as `Lambda.TooManyRequestsException`."""
    return ANSWERS.get(error, BROKEN)


# endregion
