"""The models that the tests use: a small invented garden, and the national model that Sounding brings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from framework.model import Model
from framework.reading import read_model

FILES = {
    "garden": Path(__file__).parent / "garden.yaml",
    "national": Path(__file__).parents[2] / "framework" / "models" / "model-national-response.yaml",
}


@cache
def model(name: str) -> Model:
    return read_model(FILES[name].read_text("utf-8"))
