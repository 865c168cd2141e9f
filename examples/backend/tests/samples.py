"""Requests and answers for the tests."""

from typing import Any

from aive_client.models import RenderRequest

MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:aive-dev"
EXECUTION = MACHINE.replace("stateMachine", "execution")
SECRET = "the stage's secret"

BODY: dict[str, Any] = {
    "project_data": {
        "id": "film-7",
        "sentences": [
            {
                "id": 1,
                "text": "Привет",
                "start_time": 0.5,
                "end_time": 3,
                "selected_footage": {"url": "https://example.com/a.mp4?v=2", "fit": "blur"},
                "motion": "none",
            }
        ],
    },
    "audio_url": "https://example.com/voice.mp3",
    "render": {"quality": "draft"},
}

RESULT: dict[str, Any] = {
    "render_id": "film-7-0123",
    "project_id": "film-7",
    "video_url": "https://videos.example.com/film.mp4?X-Amz-Signature=abc",
    "url_expires_at": "2026-11-28T12:00:00Z",
    "video_uri": "s3://videos-bucket/videos/film-7/abc.mp4",
    "s3_key": "videos/film-7/abc.mp4",
    "message": "Video rendered successfully",
    "duration_seconds": 3.5,
    "frames": 105,
    "width": 1920,
    "height": 1080,
    "fps": "30000/1001",
    "bytes": 1234,
    "sha256": "ab" * 32,
    "poster_key": "videos/film-7/abc.jpg",
    "captions_keys": ["videos/film-7/abc.srt", "videos/film-7/abc.vtt"],
    "chunks": {"total": 2, "rendered": 1, "reused": 1, "changes": [{"chunk": 1, "because": "new"}]},
    "cost": {
        "dollars": 0.0123,
        "predicted_dollars": 0.01,
        "saved_dollars": 0,
        "seconds": 41.5,
        "predicted_seconds": 40,
        "steps": [],
    },
    "plays_on": ["every browser"],
    "warnings": [{"pointer": "/render", "message": "a warning"}],
    "a_later_field": True,
}


def request(**changes: Any) -> RenderRequest:
    return RenderRequest.model_validate(BODY | changes)
