import json
import re
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aive_client.errors import RendererMisconfigured, UnknownExecution
from aive_client.local import CHILD, LocalRenderer, percent_after
from aive_client.models import Execution
from aive_client.schema import sources
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
    assert execution.result.message == f"render {folder}/job-1.json -o {folder}/renders/job-1.mp4 --json"
    assert not (folder / "job-1.json").exists()
    assert json.loads((folder / "renders" / "job-1.json").read_text(encoding="utf-8")) == BODY
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
def test_a_failure_is_told_and_leaves_no_file(
    launcher: Callable[[str], LocalRenderer], tmp_path: Path, program: str, error: str, message: str
) -> None:
    renderer = launcher(program)
    renderer.start("job-1", request())
    failure = wait(renderer, "job-1", has_ended).failure
    assert failure and failure.error == error and message in failure.message
    renderer.close()
    assert list(tmp_path.rglob("*.json")) == []


def test_progress_is_told_and_cancelling_ends_the_process(launcher: Callable[[str], LocalRenderer]) -> None:
    # given
    renderer = launcher("print('Render chunks    3/9, about 8 s left', file=sys.stderr, flush=True)\ntime.sleep(60)")
    renderer.start("job-1", request())
    renderer.start("job-2", request())
    assert wait(renderer, "job-1", lambda execution: bool(execution.progress)).progress == 35
    assert [renderer.is_waiting(name) for name in ("job-1", "job-2", "job-3")] == [False, True, False]
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
    ("path", "is_refused"),
    [
        ("media/a.mp4", False),
        ("media/../a.mp4", False),
        ("https://example.com/../../a.mp4", False),
        ("/etc/hostname", True),
        ("../a.mp4", True),
        ("media/../../a.mp4", True),
        ("link/a.mp4", True),
        ("//host/a.mp4", True),
        ("a\0b", True),
    ],
)
def test_media_outside_the_folder_are_refused(tmp_path: Path, path: str, is_refused: bool) -> None:
    # given
    (folder := tmp_path / "local").mkdir()
    (folder / "link").symlink_to(tmp_path)
    (folder / "media").mkdir()
    for file in (folder / "a.mp4", folder / "media" / "a.mp4", tmp_path / "a.mp4"):
        file.touch()
    sentence = {"selected_footage": {"url": path}, "start_time": 0, "end_time": 1}
    # when
    found = LocalRenderer(tmp_path / "aive", folder).problems(
        request(
            audio_url=path,
            music_url=path,
            music_tracks=[path, {"url": path}],
            project_data={
                "id": "1",
                "sentences": [sentence],
            },
            render={"captions": {"font": path}, "overlays": [{"url": path}]},
            callback={"url": path},
        )
    )
    # then
    assert [problem.pointer for problem in found] == is_refused * [
        "/audio_url",
        "/music_tracks/0",
        "/music_tracks/1/url",
        "/music_url",
        "/project_data/sentences/0/selected_footage/url",
        "/render/captions/font",
        "/render/overlays/0/url",
    ]


def test_unknown_fields_have_no_media(tmp_path: Path) -> None:
    sentence = {"selected_footage": {"url": "a.mp4", "files": [{"url": "/b"}]}, "start_time": 0, "end_time": 1}
    project = {"id": "1", "sentences": [sentence], "music_recommendations": [{"url": "/api/audio/1"}]}
    (tmp_path / "a.mp4").touch()
    assert LocalRenderer(tmp_path / "aive", tmp_path).problems(request(project_data=project, url="/etc")) == []


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("none.mp4", "none.mp4 does not exist"),
        ("media", "media is not a file"),
        ("s3://bucket/a.mp4", "s3://bucket/a.mp4 is on S3, which a local render does not read; use https://"),
        (
            "http://example.com/a.mp4",
            'the scheme "http" is not allowed; it must be https, or s3 with an allowed bucket',
        ),
        ("file:///a.mp4", "file: addresses are not allowed; a local run takes a plain path instead"),
    ],
)
def test_media_that_a_local_render_cannot_read_are_refused(tmp_path: Path, address: str, message: str) -> None:
    (tmp_path / "media").mkdir()
    found = LocalRenderer(tmp_path / "aive", tmp_path).problems(request(audio_url=address))
    assert [problem.pointer for problem in found] == ["/audio_url"]
    assert found[0].message.startswith(message)


def test_a_family_of_fonts_is_no_file(tmp_path: Path) -> None:
    assert LocalRenderer(tmp_path / "aive", tmp_path).problems(request(render={"captions": {"font": "anton"}})) == []


def test_the_event_of_the_old_service_renders_after_the_commands_of_the_guide(tmp_path: Path) -> None:
    # given: what the two commands of the guide make
    examples = Path(__file__).parents[2]
    event = (examples / "aive-event" / "event.json").read_text(encoding="utf-8").replace("../sonnet/", "")
    (tmp_path / "media").mkdir()
    for file in [*(examples / "sonnet" / "media").iterdir(), *(examples / "aive-event" / "media").iterdir()]:
        (tmp_path / "media" / file.name).symlink_to(tmp_path / "media.bin")
    (tmp_path / "media.bin").touch()
    # then
    body = json.loads(json.loads(event)["body"])
    assert LocalRenderer(tmp_path / "aive", tmp_path).problems(request(**body)) == []


def test_the_media_of_the_examples_are_found() -> None:
    for file in sorted((Path(__file__).parents[2]).glob("**/project.json")):
        body = json.loads(file.read_text(encoding="utf-8"))
        found = {text for _, text in sources(body)}
        assert {
            text for text in strings(body) if re.fullmatch(r"[^ ]+\.(mp4|mp3|wav|ogg|flac|jpg|png|ttf|otf)", text)
        } <= found


def strings(part: object) -> Iterator[str]:
    match part:
        case str():
            yield part
        case dict():
            for value in part.values():
                yield from strings(value)
        case list():
            for value in part:
                yield from strings(value)


def test_a_launcher_that_cannot_start_is_told(launcher: Callable[[str], LocalRenderer], tmp_path: Path) -> None:
    launcher("").check()
    with pytest.raises(RendererMisconfigured, match="none is not an executable file"):
        LocalRenderer(tmp_path / "none", tmp_path).check()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent has ended")
def test_a_render_does_not_outlive_a_killed_backend(tmp_path: Path) -> None:
    # given
    started = tmp_path / "started"
    render = f"import os, pathlib, time; pathlib.Path({str(started)!r}).write_text(str(os.getpid())); time.sleep(60)"
    backend = (
        "import os, subprocess, sys;"
        f"subprocess.run([sys.executable, {str(CHILD)!r}, str(os.getpid()), sys.executable, '-c', {render!r}])"
    )
    with subprocess.Popen([sys.executable, "-c", backend]) as process:
        for _ in range(2_000):
            if started.exists() and started.read_text():
                break
            time.sleep(0.005)
        child = int(started.read_text())
        # when
        process.kill()
    # then
    for _ in range(2_000):
        if not is_running(child):
            return
        time.sleep(0.005)
    raise AssertionError(f"{child} is still running")


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


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
