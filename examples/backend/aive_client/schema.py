"""Validates requests with the renderer's own JSON Schema."""

import functools
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from aive_client.messages import LONGEST_TEXT, cut, described, name_of, pointer
from aive_client.models import Problem

BESIDE = Path(__file__).with_name("input.schema.json")  # in your own backend: copy the file here
IN_REPOSITORY = Path(__file__).parents[3] / "docs" / "reference" / "input.schema.json"
MOST_LEVELS = 64  # of objects and lists inside each other; the limit of the renderer
HALF_PAIR = re.compile(r"[\ud800-\udfff]")
ALTERNATIVES = ("allOf", "anyOf", "oneOf")
CONDITIONS = ("if", "then", "else")


@functools.cache
def definitions() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((BESIDE if BESIDE.exists() else IN_REPOSITORY).read_text(encoding="utf-8"))
    return schema["$defs"]  # type: ignore[no-any-return]


def definition(reference: str) -> dict[str, Any]:
    rule: dict[str, Any] = definitions()[reference.removeprefix("#/$defs/")]
    return rule


def decimal(number: float) -> str:
    return cut(f"{Decimal(str(number)).normalize():f}", LONGEST_TEXT)


# region: problems
@functools.cache
def validator() -> Any:
    return Draft202012Validator({"$ref": "#/$defs/body", "$defs": definitions()})


def problems(body: Any) -> list[Problem]:
    """What can be found wrong with a request before it is sent, by pointer. The renderer finds the rest later."""
    if found := list(text_problems(body)):  # first, because no other message could be sent with half a character
        return found
    pairs = {pair for error in validator().iter_errors(body) for pair in described(error, definition)}
    pairs |= set(time_problems(body))
    return [Problem(pointer=at, message=message) for at, message in sorted(pairs)]


def text_problems(body: Any) -> Iterator[Problem]:
    """Texts that JavaScript has cut inside an emoji: they cannot be written as UTF-8."""
    rest: list[tuple[list[str | int], Any]] = [([], body)]
    while rest:
        path, value = rest.pop()
        parts: list[tuple[str | int, Any]] = []
        match value:
            case str() if HALF_PAIR.search(value):
                yield Problem(
                    pointer=pointer(path),
                    message=f"{name_of(path)} contains half a surrogate pair, which is not a character;"
                    " the text was cut inside one",
                )
            case dict():
                parts = list(value.items())
            case list():
                parts = list(enumerate(value))
        if parts and len(path) >= MOST_LEVELS:
            yield Problem(pointer="", message=f"the project has more than {MOST_LEVELS} levels of objects and lists")
            return
        for name, part in reversed(parts):
            if isinstance(name, str) and HALF_PAIR.search(name):
                yield Problem(
                    pointer=pointer(path),
                    message="the name of a field contains half a surrogate pair, which is not a character",
                )
            else:
                rest.append(([*path, name], part))


def time_problems(body: Any) -> Iterator[tuple[str, str]]:
    match body:
        case {"project_data": {"sentences": list(sentences)}}:
            for index, sentence in enumerate(sentences):
                match sentence:
                    case {"start_time": bool()} | {"end_time": bool()}:  # Python takes true for 1
                        continue
                    case {"start_time": int() | float() as start, "end_time": int() | float() as end} if end < start:
                        at = pointer(["project_data", "sentences", index, "end_time"])
                        yield at, f"end_time is {decimal(end)}; it must not be before start_time, {decimal(start)}"


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
    if isinstance(value, str) and (reference == "source" or is_font_address(rule, value)):
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


def is_font_address(rule: dict[str, Any], value: str) -> bool:
    """Whether a rule is that of a font, and the value is not the name of a family."""
    return "address of a font" in rule.get("description", "") and value not in rule["anyOf"][0]["enum"]
