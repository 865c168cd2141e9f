"""The settings of the backend: environment variables, or the file .env beside this project."""

import re
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

REPOSITORY = Path(__file__).parents[3]
STATE_MACHINE = re.compile(r"arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:stateMachine:[^:\s]+")


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", env_prefix="AIVE_", env_ignore_empty=True, extra="ignore")

    renderer: Literal["local", "aws"] = "local"
    database: Path = Path("jobs.sqlite3")
    default_budget: float | None = Field(None, gt=0, le=1_000_000)  # dollars

    # renderer=aws: outputs of the stack
    state_machine_arn: str = ""
    work_bucket: str = ""
    callback_secret: str = ""
    public_url: str = ""  # https://…; without it, there are no callbacks, and the progress comes from polling
    poll_seconds: float = Field(60, gt=0)

    # renderer=local
    launcher: Path = REPOSITORY / "aive"
    local_folder: Path = Path("local")

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.renderer == "aws" and not (self.state_machine_arn and self.work_bucket):
            raise ValueError("AIVE_RENDERER=aws needs AIVE_STATE_MACHINE_ARN and AIVE_WORK_BUCKET")
        if self.renderer == "aws" and not STATE_MACHINE.fullmatch(self.state_machine_arn):
            raise ValueError("AIVE_STATE_MACHINE_ARN must be an ARN, the output StateMachineArn of the stack")
        if self.public_url and not is_public(self.public_url):
            raise ValueError("AIVE_PUBLIC_URL must be https://HOST, with port 443, and without a user or a query")
        if self.public_url and not self.callback_secret:
            raise ValueError("AIVE_PUBLIC_URL needs AIVE_CALLBACK_SECRET, which signs the callbacks")
        return self

    @property
    def has_callbacks(self) -> bool:
        return self.renderer == "aws" and bool(self.public_url)

    @property
    def pause_between_polls(self) -> float:
        """Without callbacks, polling alone reports the progress."""
        return self.poll_seconds if self.has_callbacks else min(self.poll_seconds, 2)


def is_public(url: str) -> bool:
    """Whether the renderer sends callbacks to this URL."""
    try:
        parts = urlsplit(url)
        is_allowed = parts.scheme == "https" and parts.port in (None, 443) and bool(parts.hostname)
    except ValueError:  # a port that is no number
        return False
    return is_allowed and "@" not in parts.netloc and not parts.query and not parts.fragment


def lines(errors: ValidationError) -> str:
    """One line for each wrong setting, with the name of its variable."""
    return "\n".join(line(error["loc"], error["msg"]) for error in errors.errors())


def line(place: tuple[str | int, ...], message: str) -> str:
    message = message.removeprefix("Value error, ")
    return f"AIVE_{str(place[0]).upper()}: {message}" if place else message
