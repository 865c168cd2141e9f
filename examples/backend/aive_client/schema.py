"""Validates requests with the renderer's own JSON Schema."""

import functools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from aive_client.models import Problem

BESIDE = Path(__file__).with_name("input.schema.json")  # in your own backend: copy the file here
IN_REPOSITORY = Path(__file__).parents[3] / "docs" / "reference" / "input.schema.json"
LONGEST_MESSAGE = 300


# region: problems
@functools.cache
def validator() -> Any:
    schema = json.loads((BESIDE if BESIDE.exists() else IN_REPOSITORY).read_text(encoding="utf-8"))
    return Draft202012Validator({"$ref": "#/$defs/body", "$defs": schema["$defs"]})


def problems(body: Any) -> list[Problem]:
    """Everything that the schema finds wrong with a request, by pointer. The renderer finds the rest later."""
    return sorted(
        (
            Problem(pointer=pointer(error.absolute_path), message=shortened(error.message))
            for error in validator().iter_errors(body)
        ),
        key=lambda problem: problem.pointer,
    )


# endregion
def pointer(path: Iterable[str | int]) -> str:
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def shortened(message: str) -> str:
    """The messages of jsonschema contain the value, which may be a whole project. Their end has the rule."""
    half = LONGEST_MESSAGE // 2
    return message if len(message) <= LONGEST_MESSAGE else f"{message[:half]} … {message[-half:]}"
