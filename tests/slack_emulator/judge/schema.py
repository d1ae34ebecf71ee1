"""Judges a payload by the JSON Schemas made from Slack's own TypeScript types."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

from .complaint import Complaint

HERE = Path(__file__).parent

# slack_sdk 3.47 models these newer properties; @slack/types 3.2 does not have them yet.
NEWER_THAN_THE_TYPES = {
    ("button", "agent_prompt"),
    ("button", "agent_prompt_display"),
    ("button", "visible_to_user_ids"),
    ("rich_text_list", "offset"),
}

TEXT_TYPES = ("plain_text", "mrkdwn")

ARTICLES = {"object": "an object", "array": "an array", "integer": "an integer"}


@cache
def definitions() -> dict[str, Any]:
    """The named types of `judged.json`."""
    loaded: dict[str, Any] = json.loads((HERE / "judged.json").read_text())
    return dict(loaded["definitions"])


@cache
def argument_types() -> dict[str, dict[str, Any]]:
    """The arguments of each method: name to schema of one argument."""
    loaded = json.loads((HERE / "arguments.json").read_text())
    methods = loaded["definitions"]["Arguments"]["properties"]
    return {method: dict(schema.get("properties", {})) for method, schema in methods.items()}


@cache
def _validator(name: str) -> Draft7Validator:
    schema = {
        "$ref": f"#/definitions/Judged/properties/{name}",
        "definitions": definitions(),
    }
    return Draft7Validator(schema)


@cache
def _block_definitions() -> dict[str, str]:
    """Block type to the name of its definition."""
    names = {}
    for branch in definitions()["KnownBlock"]["anyOf"]:
        name = branch["$ref"].rpartition("/")[2]
        schema = definitions()[name]
        for shape in schema.get("anyOf", [schema]):
            names[shape["properties"]["type"]["const"]] = name
    return names


@cache
def _block_validator(kind: str) -> Draft7Validator:
    reference = f"#/definitions/{_block_definitions()[kind]}"
    return Draft7Validator({"$ref": reference, "definitions": definitions()})


@cache
def _argument_validator(method: str, argument: str) -> Draft7Validator:
    return Draft7Validator(argument_types()[method][argument])


def judge_by_schema(kind: str, payload: object, root: str) -> list[Complaint]:
    """Compare a payload with a type of `Judged`; `root` is the pointer of the payload itself."""
    found: list[Complaint] = []
    for error in _validator(kind).iter_errors(payload):
        found.extend(_explain(error, root + _pointer(error)))
    return list(dict.fromkeys(found))


def judge_blocks_by_schema(blocks: object, root: str) -> list[Complaint]:
    """Compare blocks with their types, each with its own: faster than one union of all."""
    if not isinstance(blocks, list):
        return [Complaint("must provide an array", root)]
    found: list[Complaint] = []
    for position, block in enumerate(blocks):
        pointer = f"{root}/{position}"
        if not isinstance(block, dict):
            found.append(Complaint("must provide an object", pointer))
        elif "type" not in block:
            found.append(Complaint("missing required field: type", pointer))
        elif block["type"] not in _block_definitions():
            found.append(Complaint(f"unsupported type: {block['type']}", f"{pointer}/type"))
        else:
            for error in _block_validator(block["type"]).iter_errors(block):
                found.extend(_explain(error, pointer + _pointer(error)))
    return list(dict.fromkeys(found))


@cache
def _event_definitions() -> dict[tuple[str, str | None], str]:
    """(type, subtype) of an event to the name of its definition."""
    names: dict[tuple[str, str | None], str] = {}
    for name, schema in definitions().items():
        properties = schema.get("properties", {})
        kind = properties.get("type", {}).get("const")
        if name.endswith("Event") and kind:
            names[kind, properties.get("subtype", {}).get("const")] = name
    return names


@cache
def _event_validator(name: str) -> Draft7Validator:
    return Draft7Validator({"$ref": f"#/definitions/{name}", "definitions": definitions()})


def judge_event_by_schema(event: Mapping[str, Any], root: str) -> list[Complaint]:
    """Compare an event with its own type, found by `type` and `subtype`."""
    name = _event_definitions().get((event.get("type", ""), event.get("subtype")))
    if name is None:
        return [Complaint(f"unsupported type: {event.get('type')}", f"{root}/type")]
    errors = _event_validator(name).iter_errors(event)
    return [found for error in errors for found in _explain(error, root + _pointer(error))]


def judge_argument(method: str, argument: str, value: object) -> list[Complaint]:
    """Compare one argument of a method with its type in @slack/web-api."""
    errors = _argument_validator(method, argument).iter_errors(value)
    return [found for error in errors for found in _explain(error, f"/{argument}{_pointer(error)}")]


def _pointer(error: ValidationError) -> str:
    return "".join(f"/{step}" for step in error.absolute_path)


def _explain(error: ValidationError, pointer: str) -> Iterator[Complaint]:
    match error.validator:
        case "anyOf":
            yield from _explain_union(error, pointer)
        case "required":
            for name in error.validator_value:
                if isinstance(error.instance, Mapping) and name not in error.instance:
                    yield Complaint(f"missing required field: {name}", pointer)
        case "additionalProperties":
            yield from _explain_surplus(error, pointer)
        case "const" | "enum" if pointer.endswith("/type"):
            yield Complaint(f"unsupported type: {error.instance}", pointer)
        case "const" | "enum":
            yield Complaint(f"must be a valid enum value: {error.instance}", pointer)
        case "type":
            wanted = str(error.validator_value)
            yield Complaint(f"must provide {ARTICLES.get(wanted, f'a {wanted}')}", pointer)
        case _:
            yield Complaint(error.message, pointer)


def _explain_surplus(error: ValidationError, pointer: str) -> Iterator[Complaint]:
    known = error.schema.get("properties", {})
    kind = error.instance.get("type")
    for name in error.instance:
        if name not in known and (kind, name) not in NEWER_THAN_THE_TYPES:
            yield Complaint(f"invalid additional property: {name}", pointer)


def _explain_union(error: ValidationError, pointer: str) -> Iterator[Complaint]:
    """Tell what is wrong with the branch that the payload meant, by its `type`."""
    branches = _branches(error)
    meant = [branch for branch in branches if not any(_misses_the_type(e) for e in branch)]
    if not meant:
        kind = error.instance.get("type") if isinstance(error.instance, Mapping) else None
        if kind is None:
            yield Complaint("failed to match all allowed schemas", pointer)
        else:
            yield Complaint(f"unsupported type: {kind}", f"{pointer}/type")
        return
    nearest = min(meant, key=len)
    found = [
        complaint for inner in nearest for complaint in _explain(inner, pointer + _relative(inner))
    ]
    if found and error.instance.get("type") in TEXT_TYPES:
        yield Complaint("failed to match all allowed schemas", pointer)
    yield from found


def _branches(error: ValidationError) -> list[list[ValidationError]]:
    """The errors of each branch of a union, unions inside unions laid flat."""
    grouped: dict[int, list[ValidationError]] = {}
    for inner in error.context or []:
        grouped.setdefault(int(inner.relative_schema_path[0]), []).append(inner)
    flat: list[list[ValidationError]] = []
    for branch in grouped.values():
        nested = [inner for inner in branch if inner.validator == "anyOf" and not inner.path]
        if nested:
            flat.extend(_branches(nested[0]))
        else:
            flat.append(branch)
    return flat


def _misses_the_type(error: ValidationError) -> bool:
    return error.validator in {"const", "enum"} and list(error.path) == ["type"]


def _relative(error: ValidationError) -> str:
    return "".join(f"/{step}" for step in error.path)
