"""Verifies the messages that the renderer sends to the callback."""

import logging
import re
import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from aive_client.aws import aws_errors
from aive_client.signature import LONGEST_AGE, is_from_aive

log = logging.getLogger(__name__)

LEAST_PAUSE = 5  # seconds between two requests to Secrets Manager


# region: secret
class CallbackSecret:
    """The secret that signs callbacks. It is read at the first message, and again after a wrong signature.

    The renderer sends a message once more after 401, so a changed secret loses no message. The old secret stays valid
    for as long as a message of it may be on its way.
    """

    def __init__(self, read: Callable[[], str], clock: Callable[[], float] = time.time) -> None:
        self._read = read
        self._clock = clock
        self._lock = Lock()
        self._current = ""
        self._previous = ""
        self._read_at = float("-inf")
        self._changed_at = float("-inf")

    def signed(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """Whether the renderer has signed these bytes, less than five minutes ago.

        Raises ValueError for a signed timestamp that is no number.
        """
        now = self._clock()
        if self._accepts(body, headers, now):
            return True
        with self._lock:
            if now - self._read_at >= LEAST_PAUSE:
                self._read_again(now)
        if self._accepts(body, headers, now):
            return True
        log.warning("A callback was refused: %s", self._reason(body, headers, now))
        return False

    def check(self) -> None:
        """Reads the secret. Raises what the reader raises."""
        with self._lock:
            self._read_again(self._clock())

    def _reason(self, body: bytes, headers: Mapping[str, str], now: float) -> str:
        timestamp = headers.get("X-Aive-Timestamp", "")
        is_number = re.fullmatch("[0-9]{1,12}", timestamp)
        if is_number and any(is_from_aive(secret, body, headers, int(timestamp)) for secret in self._valid(now)):
            age = round(now - int(timestamp))
            when = f"{age} s old" if age > 0 else f"{-age} s in the future"
            return f"its signature is valid, but {when}: check the clock of this machine"
        return "its signature is of another secret, or the message was changed"

    def _accepts(self, body: bytes, headers: Mapping[str, str], now: float) -> bool:
        return any(is_from_aive(secret, body, headers, now) for secret in self._valid(now))

    def _valid(self, now: float) -> list[str]:
        secrets = [self._current]
        if now - self._changed_at <= LONGEST_AGE:
            secrets.append(self._previous)
        return [secret for secret in secrets if secret]

    def _read_again(self, now: float) -> None:
        secret = self._read()
        self._read_at = now
        if secret != self._current:
            self._current, self._previous, self._changed_at = secret, self._current, now


def secret_reader(client: Any, name: str) -> Callable[[], str]:
    def read() -> str:
        with aws_errors("secretsmanager:GetSecretValue", name):
            return str(client.get_secret_value(SecretId=name)["SecretString"])

    return read


# endregion
