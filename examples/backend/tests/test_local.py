import json
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from aive_client.errors import UnknownExecution
from aive_client.local import LocalRenderer, percent_after
from aive_client.models import Execution
from tests.samples import BODY, RESULT, request


@pytest.fixture
def launcher(tmp_path: Path) -> Callable[[str], LocalRenderer]:
    """Makes a renderer whose launcher is a Python program."""

    def make(program: str) -> LocalRenderer:
        file = tmp_path / "aive"
        file.write_text(f"#!{sys.executable}\nimport json, sys, time\n{program}\n", encoding="utf-8")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
        return LocalRenderer(file, tmp_path)

    return make


def wait(renderer: LocalRenderer, name: str, until: Callable[[Execution], bool]) -> Execution:
    for _ in range(12_000):
        if until(execution := renderer.describe(name)):
            return execution
        time.sleep(0.005)
    raise AssertionError(execution)


def has_ended(execution: Execution) -> bool:
    return execution.status != "RUNNING"


def test_the_result_of_the_launcher_is_the_result(launcher: Callable[[str], LocalRenderer], tmp_path: Path) -> None:
    # given
    renderer = launcher(
        f"print('Render chunks    2.0 s, 4 parts', file=sys.stderr, flush=True)\n"
        f"print(json.dumps({RESULT!r} | {{'message': ' '.join(sys.argv[1:])}}))"
    )
    # when
    assert renderer.start("job-1", request(callback={"url": "https://api.example.com"}))
    assert not renderer.start("job-1", request())
    execution = wait(renderer, "job-1", has_ended)
    # then
    folder = tmp_path.resolve()
    assert (execution.status, execution.progress) == ("SUCCEEDED", 100)
    assert execution.result
    assert execution.result.message == f"render {folder}/job-1.json -o {folder}/job-1.mp4 --json"
    assert json.loads((folder / "job-1.json").read_text(encoding="utf-8")) == BODY
    renderer.close()


@pytest.mark.parametrize(
    ("program", "error", "message"),
    [
        (
            "print(json.dumps({'error': 'InvalidProject', 'message': '/audio_url: no', 'problems': []})); sys.exit(2)",
            "InvalidProject",
            "/audio_url: no",
        ),
        (
            "print('error: Maven was not found', file=sys.stderr); sys.exit(1)",
            "Unexpected",
            "error: Maven was not found",
        ),
        ("sys.exit(130)", "Aborted", "interrupted"),
        ("print('no JSON')", "Unexpected", "no JSON"),
    ],
)
def test_a_failure_is_told(launcher: Callable[[str], LocalRenderer], program: str, error: str, message: str) -> None:
    renderer = launcher(program)
    renderer.start("job-1", request())
    failure = wait(renderer, "job-1", has_ended).failure
    assert failure and failure.error == error and message in failure.message
    renderer.close()


def test_progress_is_told_and_cancelling_ends_the_process(launcher: Callable[[str], LocalRenderer]) -> None:
    # given
    renderer = launcher("print('Render chunks    3/9, about 8 s left', file=sys.stderr, flush=True)\ntime.sleep(60)")
    renderer.start("job-1", request())
    renderer.start("job-2", request())
    assert wait(renderer, "job-1", lambda execution: bool(execution.progress)).progress == 35
    # when
    renderer.close()
    # then
    for name in ("job-1", "job-2"):
        failure = renderer.describe(name).failure
        assert failure and failure.error == "Aborted"


def test_an_unknown_name_is_unknown(launcher: Callable[[str], LocalRenderer]) -> None:
    with pytest.raises(UnknownExecution):
        launcher("").describe("job-1")


@pytest.mark.parametrize(
    ("line", "percent"),
    [
        ("Prepare project  0.3 s", 1),
        ("Plan chunks      0.1 s", 5),
        ("Render chunks    …", None),
        ("Render chunks    0/14", 5),
        ("Render chunks    7/14, about 2 min 05 s left", 50),
        ("Render chunks    12.3 s, 4 parts", 95),
        ("Mix soundtrack   9.3 s", None),
        ("Stitch video     …", None),
        ("Stitch video     0.2 s", 99),
        ("warning: FFmpeg was restarted", None),
    ],
)
def test_a_line_tells_the_progress(line: str, percent: int | None) -> None:
    assert percent_after(line) == percent
