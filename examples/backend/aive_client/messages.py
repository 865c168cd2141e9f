"""The errors of JSON Schema in the words of the renderer: the field, its value, and what it must be."""

import json
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from aive_client.addresses import shown_address

LONGEST_TEXT = 60  # of a value in a message
LONGEST_MESSAGE = 300
# What a text must be, by the pattern of its field.
OF_PATTERN = {
    "^[1-9][0-9]{0,5}(/[1-9][0-9]{0,3})?$": "a fraction such as 30000/1001",
    "^#[0-9A-Fa-f]{6}$": "a colour as #RRGGBB, such as #FFD60A",
    "\\S": "a text that is not blank",
    "[/:]|\\.([tToO][tT][fFcC]|[wW][oO][fF][fF]2?|[pP][fF][aAbB])$": "the address of a font file",
    "^[Hh][Tt][Tt][Pp][Ss]://": "an address that begins with https://",
}
OF_TYPE = {"boolean": "true or false", "object": "an object", "array": "a list"}
JSON_TYPES = {bool: "boolean", int: "number", float: "number", str: "string", list: "array", dict: "object"}

Lookup = Callable[[str], dict[str, Any]]  # of a `$ref`


def pointer(path: Iterable[str | int]) -> str:
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def name_of(path: Iterable[str | int]) -> str:
    """The field at the end of a path, with the position if it is in a list."""
    parts = [str(part) for part in path]
    names = [part for part in parts if not part.isdigit()]
    return "/".join(parts[parts.index(names[-1]) :]) if names else "the body"


def described(error: Any, lookup: Lookup) -> Iterator[tuple[str, str]]:
    """The problems that an error of jsonschema stands for: pointers and sentences."""
    path, value, rule = list(error.absolute_path), error.instance, error.validator_value
    at, name = pointer(path), name_of(path)
    match error.validator:
        case "additionalProperties":
            for field in sorted(set(value) - set(error.schema["properties"])):
                yield pointer([*path, field]), f"{shown(field)} is not a field here; {meant_field(field, error.schema)}"
        case "required":
            for field in (field for field in rule if field not in value):
                must_be = wanted(error.schema.get("properties", {}).get(field, {}), lookup)
                yield pointer([*path, field]), f"{field} is missing{must_be and '; it must be ' + must_be}"
        case "anyOf" | "oneOf":
            inner = list(of_alternative(error, lookup))
            for part in inner:
                yield from described(part, lookup)
            if not inner:
                yield at, f"{name} is {shown(value)}; it must be {wanted(error.schema, lookup)}"
        case "enum":
            choices = [str(choice) for choice in rule if choice is not None]
            yield at, f"{name} is {shown(value)}; it must be {wanted(error.schema, lookup)}{meant(value, choices)}"
        case "type" | "pattern" | "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum":
            yield at, f"{name} is {shown(value)}; it must be {wanted(error.schema, lookup)}"
        case "minLength" | "minItems":
            yield at, f"{name} is empty; it must have at least {rule} {things(error.validator, rule)}"
        case "maxLength" | "maxItems":
            things_ = things(error.validator, rule)
            yield at, f"{name} has {len(value)} {things_}; it must have at most {rule}"
        case "multipleOf":
            yield at, f"{name} is {shown(value)}; it must be {'even' if rule == 2 else f'a multiple of {rule}'}"
        case "not" if "pattern" in rule and not isinstance(value, str):
            return  # a pattern holds for everything else; the error of the type says what is wrong
        case "not" if "pattern" in rule:
            yield at, f"{name} is {shown(value)}; it must not contain control characters"
        case "not":  # the only other one in the schema
            yield at, "there are both music_url and music_tracks; leave out one of them"
        case _:
            yield at, shortened(error.message)


def of_alternative(error: Any, lookup: Lookup) -> Iterator[Any]:
    """The errors of the alternative that was meant, if an object was: `{"x": …}`."""
    for index, part in enumerate(error.validator_value):
        rule = lookup(part["$ref"]) if "$ref" in part else part
        if isinstance(error.instance, dict) and "object" in types_of(rule):
            yield from (inner for inner in error.context if inner.schema_path[0] == index)


def wanted(rule: dict[str, Any], lookup: Lookup) -> str:
    """What a value must be: `one of cover, contain, blur`, `a number, 0 to 1`."""
    if "$ref" in rule:
        return "the address of a file" if rule["$ref"].endswith("/source") else wanted(lookup(rule["$ref"]), lookup)
    for alternatives in ("anyOf", "oneOf"):
        if alternatives in rule:
            return ", or ".join(wanted(part, lookup) for part in rule[alternatives])
    if "enum" in rule:
        choices = [str(choice) for choice in rule["enum"] if choice is not None]
        return "one of " + ", ".join(choices) if len(choices) > 1 else choices[0]
    return ", or ".join(wanted_type(kind, rule) for kind in types_of(rule))


def wanted_type(kind: str, rule: dict[str, Any]) -> str:
    match kind:
        case "number":
            return "a number" + limits(rule)
        case "integer":
            return "a whole number" + limits(rule)
        case "string":
            return OF_PATTERN.get(rule.get("pattern", ""), "a string")
        case _:
            return OF_TYPE.get(kind, kind)


def limits(rule: dict[str, Any]) -> str:
    highest = rule.get("maximum")
    if "exclusiveMinimum" in rule:
        return f", more than {rule['exclusiveMinimum']}" + (f" and at most {highest}" if highest is not None else "")
    return f", {rule['minimum']} to {highest}" if "minimum" in rule and highest is not None else ""


def types_of(rule: dict[str, Any]) -> list[str]:
    kinds = rule.get("type", "string" if "pattern" in rule else [])
    return [kind for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind != "null"]


def meant_field(field: str, rule: dict[str, Any]) -> str:
    names = sorted(rule["properties"])
    near = get_close_matches(field, names, n=1)
    return f"did you mean {near[0]}?" if near else "the fields are " + ", ".join(names)


def meant(value: Any, choices: list[str]) -> str:
    near = get_close_matches(value.lower(), choices, n=1) if isinstance(value, str) else []
    return f"; did you mean {near[0]}?" if near else ""


def things(validator: str, number: int) -> str:
    thing = "character" if validator.endswith("Length") else "element"
    return thing if number == 1 and validator.startswith("min") else thing + "s"


def shown(value: Any) -> str:
    """A value in a message: short, and of an address neither the query nor the user, which may be secrets."""
    match value:
        case dict():
            return "an object"
        case list():
            return "a list"
        case str():
            text = shown_address(value) if "://" in value else value
            return json.dumps(cut(text, LONGEST_TEXT), ensure_ascii=False) if text else "an empty string"
        case _:
            return cut(json.dumps(value), LONGEST_TEXT)


def cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length] + "…"


def shortened(message: str) -> str:
    """The messages of jsonschema contain the value, which may be a whole project. Their end has the rule."""
    half = LONGEST_MESSAGE // 2
    return message if len(message) <= LONGEST_MESSAGE else f"{message[:half]} … {message[-half:]}"
