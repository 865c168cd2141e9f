"""The settings of the backend: environment variables, or the file .env beside this project."""

from pathlib import Path
from typing import Literal, Self

from pydantic import model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

REPOSITORY = Path(__file__).parents[3]


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", env_prefix="AIVE_", env_ignore_empty=True, extra="ignore")

    renderer: Literal["local", "aws"] = "local"
    database: Path = Path("jobs.sqlite3")

    # renderer=aws: outputs of the stack
    state_machine_arn: str = ""
    work_bucket: str = ""
    callback_secret: str = ""
    public_url: str = ""  # https://…; without it, there are no callbacks, and the progress comes from polling
    poll_seconds: float = 60

    # renderer=local
    launcher: Path = REPOSITORY / "aive"
    local_folder: Path = Path("local")

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.renderer == "aws" and not (self.state_machine_arn and self.work_bucket):
            raise ValueError("AIVE_RENDERER=aws needs AIVE_STATE_MACHINE_ARN and AIVE_WORK_BUCKET")
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
