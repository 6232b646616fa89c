"""How Babel reads a maturity model: registered in pyproject.toml as the extractor `maturity_model`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from framework.reading import read_model
from framework.texts import texts

Extracted = tuple[int, str, tuple[str, str], list[str]]


def model_messages(file: BinaryIO, *_: Any, **__: Any) -> Iterator[Extracted]:
    """Each text with its stable id as the message's context, and where it stands as a word to its translator.

    Babel gives keywords, comment tags and options besides, none of which a model needs. Raises
    framework.faults.FaultyModel.
    """
    for text, place in texts(read_model(file.read().decode("utf-8"))):
        yield 0, "pgettext", (text.id, text.source), [f"{place}."]
