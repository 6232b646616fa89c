"""A round as JSON, whole, and back again: docs/schema/round-1.json says what each part of it is.

The file holds its model's own text, so that whoever reads it needs nothing besides. Parts that a later release adds
are passed over; anything else that does not fit is refused, with one line that says where.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.files.report import Report
from bot.files.round_file import FORMAT, VERSION, ModelFile, RoundFile, faults
from bot.library import model_from
from framework.faults import FaultyModel
from framework.model import Model


class Unreadable(ValueError):
    """A file that is no round of Sounding's; its message is one line for whoever wanted it read."""


def report_json(report: Report, content: str) -> bytes:
    """The report as JSON in UTF-8. `content` is the text of its model's file.

    Raises ValueError where that is another model, and where single answers of an anonymous round would leave.
    """
    model = ModelFile(report.model.id, report.model.version, report.model.hash, content)
    if model_from(content).hash != model.hash:
        raise ValueError("the text is that of another model")
    if report.setup.anonymous and report.voices:
        raise ValueError("single answers of an anonymous round stay where they are")
    parts = {each.name: getattr(report, each.name) for each in fields(Report)} | {"model": model}
    written = _plain(RoundFile(format=FORMAT, version=VERSION, **parts))
    return json.dumps(written, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def read_json(content: bytes) -> Report:
    """The report that a file holds, equal to the one it was made from. Raises Unreadable."""
    found = _round_file(content)
    model = _model(found.model)
    parts = {each.name: getattr(found, each.name) for each in fields(Report)} | {"model": model}
    fault = next(faults(found, model), None)
    if fault:
        raise Unreadable(fault)
    return Report(**parts)


def model_text(content: bytes) -> str:
    """The text of the model that a file is about, to be kept under its hash. Raises Unreadable."""
    found = _round_file(content).model
    _model(found)
    return found.content


def schema() -> dict[str, Any]:
    """The JSON Schema of the files, as it is published in docs/schema."""
    described = _described(_adapter().json_schema())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A round of Sounding", **described}


def _described(part: Any) -> Any:
    """A part of the schema without titles that only repeat a name, and with whole numbers from 0: all are counts."""
    match part:
        case dict():
            kept = {key: _described(each) for key, each in part.items() if key != "title" or not isinstance(each, str)}
            return kept | ({"minimum": 0} if part.get("type") == "integer" else {})
        case list():
            return [_described(each) for each in part]
        case str():
            return " ".join(part.split())  # descriptions are docstrings, with their line ends
        case _:
            return part


def _plain(value: object) -> Any:
    """What JSON can hold; sets in order, so that the same round is the same file."""
    match value:
        case Mapping():
            return {str(key): _plain(each) for key, each in value.items()}
        case frozenset():
            return sorted(_plain(each) for each in value)
        case tuple():
            return [_plain(each) for each in value]
        case StrEnum():
            return value.value
        case date():
            return value.isoformat()
        case _ if is_dataclass(value):
            return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
        case _:
            return value


@cache
def _adapter() -> TypeAdapter[RoundFile]:
    return TypeAdapter(RoundFile)


def _round_file(content: bytes) -> RoundFile:
    """The file by its form; what it says of a model is not looked at yet."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, RecursionError):
        raise Unreadable("This is not JSON in UTF-8.") from None
    except ValueError as fault:
        raise Unreadable(f"This is not JSON: {fault}.") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Unreadable(f"This is not a round of Sounding: its format is not {FORMAT}.")
    version = found.get("version")
    if version != VERSION or isinstance(version, bool):
        raise Unreadable(f"This file has version {version!r} of the format; this release reads version {VERSION}.")
    try:
        return _adapter().validate_json(json.dumps(found), strict=True)
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise Unreadable(f"{where}: {first['msg']}.") from None


def _model(file: ModelFile) -> Model:
    try:
        model = model_from(file.content)
    except FaultyModel as fault:
        raise Unreadable(f"model.content: {fault.faults[0]}.") from None
    if (model.id, model.version, model.hash) != (file.id, file.version, file.hash):
        raise Unreadable("model: the id, version or hash is not that of the content.")
    return model
