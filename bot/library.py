"""The maturity models that Sounding brings, and those that assessments began with."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from sqlmodel import Session

from bot.storage.engine import inserted_once
from bot.storage.tables import FrameworkModel
from framework.model import Model
from framework.reading import read_model

DEFAULT = "model-national-response"


def bundled(name: str = DEFAULT) -> str:
    """The file of a model that comes with Sounding."""
    return (resources.files("framework") / "models" / f"{name}.yaml").read_text("utf-8")


@lru_cache(maxsize=16)
def model_from(content: str) -> Model:
    """The model of a file's content, read once. Raises framework.faults.FaultyModel."""
    return read_model(content)


def keep_model(session: Session, content: str) -> Model:
    """The model, kept under its hash so that assessments stay on it whatever later releases bring."""
    model = model_from(content)
    row = {"hash": model.hash, "model_id": model.id, "version": model.version, "content": content}
    inserted_once(session, FrameworkModel, row)
    return model


_KEPT: dict[str, Model] = {}


def kept_model(session: Session, digest: str) -> Model:
    """The model with this hash, read from the database once. Raises KeyError when the database does not have it."""
    if digest not in _KEPT:
        row = session.get(FrameworkModel, digest)
        if row is None:
            raise KeyError(digest)
        _KEPT[digest] = model_from(row.content)
    return _KEPT[digest]
