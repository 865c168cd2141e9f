# region: signature
import hashlib
import hmac
import time
from collections.abc import Mapping

LONGEST_AGE = 300  # seconds; a message is signed again each time it is sent


def is_from_aive(secret: str, body: bytes, headers: Mapping[str, str], now: float | None = None) -> bool:
    timestamp = headers.get("X-Aive-Timestamp", "")
    key = headers.get("Idempotency-Key", "")
    signed = f"{timestamp}.{key}.".encode() + body
    expected = "sha256=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected.encode(), headers.get("X-Aive-Signature-V2", "").encode()):
        return False
    return abs((time.time() if now is None else now) - int(timestamp)) <= LONGEST_AGE


# endregion
