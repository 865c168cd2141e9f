"""Validates requests with the renderer's own JSON Schema."""

import functools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from aive_client.models import Problem

BESIDE = Path(__file__).with_name("input.schema.json")  # in your own backend: copy the file here
IN_REPOSITORY = Path(__file__).parents[3] / "docs" / "reference" / "input.schema.json"
LONGEST_MESSAGE = 300
ALTERNATIVES = ("allOf", "anyOf", "oneOf")
CONDITIONS = ("if", "then", "else")


@functools.cache
def definitions() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((BESIDE if BESIDE.exists() else IN_REPOSITORY).read_text(encoding="utf-8"))
    return schema["$defs"]  # type: ignore[no-any-return]


# region: problems
@functools.cache
def validator() -> Any:
    return Draft202012Validator({"$ref": "#/$defs/body", "$defs": definitions()})


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
def sources(body: dict[str, Any]) -> list[tuple[str, str]]:
    """The addresses of media and fonts in a valid request, each with its pointer. Unknown fields have none."""
    found = dict(addresses(definitions()["body"], body, ""))
    if body.get("music_url"):
        found["/music_url"] = body["music_url"]
    return sorted(found.items())


def addresses(rule: Any, value: Any, at: str) -> Iterator[tuple[str, str]]:
    if not isinstance(rule, dict):  # true or false
        return
    reference = rule.get("$ref", "").removeprefix("#/$defs/")
    if isinstance(value, str) and (reference == "source" or "address of a font" in rule.get("description", "")):
        yield at, value
    inner = [definitions()[reference]] if reference else []
    inner += [part for name in ALTERNATIVES for part in rule.get(name, ())]
    inner += [rule[name] for name in CONDITIONS if name in rule]
    for part in inner:
        yield from addresses(part, value, at)
    if isinstance(value, dict):
        for name, part in rule.get("properties", {}).items():
            if name in value:
                yield from addresses(part, value[name], at + pointer([name]))
    if isinstance(value, list):
        for index, element in enumerate(value):
            yield from addresses(rule.get("items"), element, at + pointer([index]))


def pointer(path: Iterable[str | int]) -> str:
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def shortened(message: str) -> str:
    """The messages of jsonschema contain the value, which may be a whole project. Their end has the rule."""
    half = LONGEST_MESSAGE // 2
    return message if len(message) <= LONGEST_MESSAGE else f"{message[:half]} … {message[-half:]}"
