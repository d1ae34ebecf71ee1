"""Reads a call into aiogram's model of its method, and says what in it is wrong.

aiogram's models are made from Telegram's documentation by other people, so a call that they take
is a call that was judged by someone else's reading of the Bot API.
"""

import functools
import json
from collections.abc import Iterator, Mapping
from typing import Any, get_args

import aiogram.methods
from aiogram.client.default import Default
from aiogram.methods.base import TelegramMethod
from aiogram.types import (
    BufferedInputFile,
    ForceReply,
    InlineKeyboardMarkup,
    InputFile,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from pydantic import BaseModel, TypeAdapter, ValidationError

from .refusals import Misused, Refused, bad_request
from .requests import RawCall, Upload

Method = TelegramMethod[Any]

# What the Bot API says when one of these is missing, in the order in which it looks.
MISSING = {
    "text": "message text is empty",
    "chat_id": "chat_id is empty",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "action": "wrong parameter action in request",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "file_id": "file_id not specified",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
}
CONTAINERS = {
    "entities": "can't parse MessageEntity: ",
    "caption_entities": "can't parse MessageEntity: ",
    "quote_entities": "can't parse MessageEntity: ",
    "inline_keyboard": "can't parse inline keyboard button: ",
    "commands": "can't parse BotCommand: ",
}
MARKUPS: Mapping[str, type[BaseModel]] = {
    "inline_keyboard": InlineKeyboardMarkup,
    "keyboard": ReplyKeyboardMarkup,
    "remove_keyboard": ReplyKeyboardRemove,
    "force_reply": ForceReply,
}
JSON_NAMES = {
    "reply_markup": "reply keyboard markup JSON object",
    "reply_parameters": "reply parameters JSON object",
    "entities": "entities JSON object",
    "caption_entities": "entities JSON object",
    "commands": "commands JSON object",
}


def _all_methods() -> Iterator[tuple[str, type[Method]]]:
    for name in aiogram.methods.__all__:
        model = getattr(aiogram.methods, name)
        is_method = isinstance(model, type) and issubclass(model, TelegramMethod)
        if is_method and model is not TelegramMethod:
            yield model.__api_method__.lower(), model


# Telegram takes method names in any case.
METHODS: Mapping[str, type[Method]] = dict(_all_methods())


@functools.cache
def result_adapter(model: type[Method]) -> TypeAdapter[Any]:
    return TypeAdapter(model.__returning__)


def model_named(name: str) -> type[Method]:
    try:
        return METHODS[name.lower()]
    except KeyError:
        raise Misused(
            f"{name} is not a method of the Bot API",
            status=404,
            description="Not Found: method not found",
        ) from None


def judged(model: type[Method], call: RawCall) -> Method:
    """The call as aiogram's model, or the refusal it deserves."""
    unknown = sorted(set(call.params) - set(model.model_fields))
    if unknown:
        raise Misused(f"{model.__api_method__} has no parameter {', '.join(unknown)}")
    values = {name: _read_value(model, name, value, call) for name, value in call.params.items()}
    for name in set(call.files) & set(model.model_fields):
        values[name] = _as_input(call.files[name])
    if unused := sorted(set(call.files) - set(model.model_fields) - _attached(call)):
        raise Misused(f"files without a parameter that names them: {', '.join(unused)}")
    try:
        read = model.model_validate(values)
    except ValidationError as error:
        raise _explained(error) from error
    extra = sorted(unknown_fields(read))
    if extra:
        raise Misused(f"{model.__api_method__} has no field {', '.join(extra)}")
    return read


def _attached(call: RawCall) -> set[str]:
    return {
        value.removeprefix("attach://")
        for value in call.params.values()
        if isinstance(value, str) and value.startswith("attach://")
    }


def _as_input(upload: Upload) -> InputFile:
    return BufferedInputFile(upload.content, filename=upload.name)


def _read_value(model: type[Method], name: str, value: Any, call: RawCall) -> Any:
    annotation = model.model_fields[name].annotation
    if isinstance(value, str) and value.startswith("attach://") and _takes_file(annotation):
        attached = value.removeprefix("attach://")
        if attached not in call.files:
            raise bad_request(f"file '{attached}' not found in the request")
        return _as_input(call.files[attached])
    if isinstance(value, str) and _is_written_in_json(annotation):
        try:
            value = json.loads(value)
        except ValueError:
            raise Misused(
                f"{name} is not JSON",
                description=f"Bad Request: can't parse {JSON_NAMES.get(name, name)}",
            ) from None
    if name == "reply_markup" and isinstance(value, dict):
        return _read_markup(value)
    return value


def _read_markup(value: dict[str, Any]) -> Any:
    """The kind of markup that was meant; a union takes a broken one for another kind."""
    for key, kind in MARKUPS.items():
        if key in value:
            try:
                return kind.model_validate(value)
            except ValidationError as error:
                raise _explained(error) from error
    return value


def _parts(annotation: Any) -> Iterator[Any]:
    arguments = get_args(annotation)
    if not arguments:
        yield annotation
    for argument in arguments:
        yield from _parts(argument)


def _takes_file(annotation: Any) -> bool:
    return any(part is InputFile for part in _parts(annotation))


def _is_written_in_json(annotation: Any) -> bool:
    """Whether a form carries this parameter as JSON: lists and objects, not plain values."""
    if "list[" in str(annotation):
        return True
    return any(
        isinstance(part, type) and issubclass(part, BaseModel) and not issubclass(part, InputFile)
        for part in _parts(annotation)
    )


def unknown_fields(value: Any, place: str = "") -> Iterator[str]:
    """Fields that aiogram's types, and so Telegram's documentation, do not know."""
    if isinstance(value, BaseModel):
        for name in value.model_extra or {}:
            yield f"{place}.{name}".lstrip(".")
        for name in type(value).model_fields:
            yield from unknown_fields(getattr(value, name), f"{place}.{name}".lstrip("."))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from unknown_fields(item, f"{place}[{index}]")


def _explained(error: ValidationError) -> Refused:
    """The Bot API's words for what pydantic found; wrong types are violations besides."""
    faults = error.errors(include_url=False, include_input=False)
    missing = {str(fault["loc"][0]) for fault in faults if fault["type"] == "missing"}
    for name, words in MISSING.items():
        if name in missing and any(fault["loc"] == (name,) for fault in faults):
            return Misused(f"{name} is missing", description=f"Bad Request: {words}")
    fault = faults[0]
    trail = [part for part in fault["loc"] if isinstance(part, str) and part.islower()]
    name = trail[-1] if trail else "?"
    prefix = next((words for part, words in CONTAINERS.items() if part in trail), "")
    place = ".".join(str(part) for part in fault["loc"])
    kinds = {"bool": "Boolean", "int": "Number", "string": "String", "list": "Array"}
    kind = next((kinds[part] for part in kinds if fault["type"].startswith(part)), "Object")
    if fault["type"] == "missing":
        words = f'can\'t find field "{name}"'
    else:
        words = f'field "{name}" must be of type {kind}'
    words = prefix + words[0].upper() + words[1:] if prefix else words
    return Misused(f"{place}: {fault['msg']}", description=f"Bad Request: {words}")


def chosen(value: Any) -> Any:
    """A parameter's value; None where aiogram put its own default in place of nothing."""
    return None if isinstance(value, Default) else value
