"""From blocks to a PDF, also where somebody wrote letters that no font here has: they come out as an empty box."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Set
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import typst

from bot.files.pages.printing import printed

BOX = "□"
"""Stands for what cannot be shown."""

COMMON = re.compile(
    "[\u0020-\u007e\u00a0-\u017f\u060c-\u065f\u0660-\u0669\u0670-\u06d3\u2010-\u2027\u2066-\u2069\u20ac]+"
)
"""What our languages are written with: there is a glyph for all of it."""

SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""Of a page that nobody reads."""

BREAK = "\u200b"
"""Where a line may end within a word, without a sign for it."""

_ENDLESS = re.compile(r"\S{40}(?=\S{20})")
"""Letters without a space, as far as a line can hold them in a narrow place."""

_RUNS = re.compile(f"{BOX}[{BOX}\ufe0f\u200d]+")


def laid_out(document: Mapping[str, Any], made_at: datetime) -> bytes:
    """The document as tagged PDF; `made_at` is aware. PDF/UA takes no letter without a glyph."""
    text = json.dumps(_clean(document), ensure_ascii=False)
    lost = _lost(COMMON.sub("", text))
    try:
        return _boxed(text, lost, made_at)
    except typst.TypstError:
        # Two letters can have a glyph each and none together, such as one with an accent of another script.
        strange = set(COMMON.sub("", text))
        if strange <= lost:
            raise
        return _boxed(text, strange, made_at)


def _boxed(text: str, lost: Set[str], made_at: datetime) -> bytes:
    shown = _RUNS.sub(BOX, text.translate(dict.fromkeys(map(ord, lost), BOX))) if lost else text
    return printed("report.typ", {**json.loads(shown), "boxed": bool(lost)}, made_at)


def _clean(value: Any) -> Any:
    """The same with none but letters, spaces and line breaks in its texts."""
    match value:
        case str():
            spaced = value.replace("\r\n", "\n").replace("\t", " ")
            kept = "".join(each for each in spaced if each == "\n" or not _in_no_line(each))
            return _ENDLESS.sub(f"\\g<0>{BREAK}", kept)
        case Mapping():
            return {key: _clean(each) for key, each in value.items()}
        case list() | tuple():
            return [_clean(each) for each in value]
        case _:
            return value


def _in_no_line(letter: str) -> bool:
    """Control characters, halves of pairs, marks of byte order, and what has no meaning of its own."""
    return letter == "\ufeff" or unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"}


def _lost(letters: str) -> Set[str]:
    """Those that no font has."""
    return frozenset(_each_lost("".join(sorted(set(letters)))))


def _each_lost(letters: str) -> Iterator[str]:
    """Halved again and again, until each is alone."""
    if not letters or _has_glyphs(letters):
        return
    if len(letters) == 1:
        yield letters
        return
    middle = len(letters) // 2
    yield from _each_lost(letters[:middle])
    yield from _each_lost(letters[middle:])


@lru_cache(maxsize=4096)
def _has_glyphs(letters: str) -> bool:
    """Whether all of them can be shown, each by itself."""
    try:
        printed("letters.typ", {"letters": list(letters)}, SOME_DAY)
    except typst.TypstError:
        return False
    return True
