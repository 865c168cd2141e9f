import pytest

from aive_client.callback import CallbackSecret
from aive_client.signature import is_from_aive
from tests.samples import SECRET

# The example of docs/reference/callback.md, which a test of the renderer checks with the code that signs.
BODY = (
    b'{"status":"complete","progress":100,"video_url":"https://videos.example.com/film.mp4","error_message":null,'
    b'"task_id":"task-7"}'
)
AT = 1795780800
HEADERS = {
    "X-Aive-Timestamp": str(AT),
    "Idempotency-Key": "0f3a5b7c9d1e2f405162738495a6b7c8",
    "X-Aive-Signature-V2": "sha256=27f2caa63407cc26c52eea2af6c60fbd2584a9b8adffde38f14a93dfa4547b72",
}


def test_a_message_is_valid_for_five_minutes() -> None:
    assert [is_from_aive(SECRET, BODY, HEADERS, AT + seconds) for seconds in (-301, -300, 0, 300, 301)] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_everything_that_is_signed_matters() -> None:
    assert not is_from_aive("another", BODY, HEADERS, AT)
    assert not is_from_aive(SECRET, BODY + b" ", HEADERS, AT)
    for name in HEADERS:
        assert not is_from_aive(SECRET, BODY, HEADERS | {name: "1"}, AT)
        assert not is_from_aive(SECRET, BODY, {key: value for key, value in HEADERS.items() if key != name}, AT)


class Clock:
    def __init__(self) -> None:
        self.now = float(AT)

    def __call__(self) -> float:
        return self.now


def test_a_changed_secret_is_read_and_the_old_one_stays_valid_for_five_minutes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    # given
    stored, clock = [SECRET], Clock()
    secret = CallbackSecret(lambda: stored[-1], clock)
    assert secret.signed(BODY, HEADERS)
    # when: a message that nobody knows makes it read the new one
    stored.append("a new secret")
    clock.now += 10
    assert not secret.signed(BODY, HEADERS | {"X-Aive-Signature-V2": "sha256=0"})
    # then
    assert secret.signed(BODY, HEADERS)
    clock.now += 301
    assert not secret.signed(BODY, HEADERS)
    assert "is of another secret" in caplog.messages[-1]


def test_wrong_signatures_do_not_read_the_secret_each_time() -> None:
    # given
    reads: list[int] = []

    def read() -> str:
        reads.append(1)
        return SECRET

    clock = Clock()
    secret = CallbackSecret(read, clock)
    # when
    for _ in range(100):
        assert not secret.signed(BODY, HEADERS | {"X-Aive-Signature-V2": "sha256=0"})
    # then
    assert len(reads) == 1
    clock.now += 5
    assert not secret.signed(BODY + b" ", HEADERS)
    assert len(reads) == 2


@pytest.mark.parametrize(
    ("seconds", "headers", "reason"),
    [
        (301, {}, "its signature is valid, but 301 s old: check the clock of this machine"),
        (-400, {}, "its signature is valid, but 400 s in the future: check the clock of this machine"),
        (0, {"Idempotency-Key": "1"}, "its signature is of another secret, or the message was changed"),
        (0, {"X-Aive-Timestamp": "abc"}, "its signature is of another secret, or the message was changed"),
    ],
)
def test_the_log_says_why_a_message_is_refused(
    caplog: pytest.LogCaptureFixture, seconds: int, headers: dict[str, str], reason: str
) -> None:
    clock = Clock()
    clock.now += seconds
    assert not CallbackSecret(lambda: SECRET, clock).signed(BODY, HEADERS | headers)
    assert [record.getMessage() for record in caplog.records] == ["A callback was refused: " + reason]
