"""Names of people, where something stands beside them by which they can be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.safety.folding import folded
from dialogs.safety.patterns import Span, every

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TITLES, _NO_NAMES, _MONTHS = (frozenset(every(kind)) for kind in ("TITLES", "NO_NAMES", "MONTHS"))
_BREAK = re.compile(r"[!?؟\n;]")
NEAR, BESIDE = 80, 6
"""Characters between a name with a title, or one without, and what somebody can be reached by."""
LONGEST = 3
"""Words of a name that are looked for."""
JOINING = 3
"""Small words that may stand between a name and a number."""


def names(text: str, traces: list[Span]) -> Iterator[Span]:
    """Names in a text as it was written, beside traces of other kinds; `traces` in order."""
    last = 0
    for start, end in traces:
        since, until = max(last, start - NEAR), min(len(text), end + NEAR)
        yield from _before(text, since, start)
        yield from _with_title(text, end, until)
        last = end


def _before(text: str, since: int, start: int) -> Iterator[Span]:
    """Names that stand before a trace."""
    breaks = [found.end() for found in _BREAK.finditer(text, since, start)]
    yield from _with_title(text, breaks[-1] if breaks else since, start)
    words = list(_WORD.finditer(text, since, start))
    if not words or start - words[-1].end() > BESIDE:
        return
    for _ in range(JOINING):  # "Call Marie Dupont at the number 06 …"
        if words and words[-1][0].islower():
            words.pop()
    run: list[re.Match[str]] = []
    for word in reversed(words):
        apart = run and text[word.end() : run[0].start()] != " "
        if apart or len(run) == LONGEST or not (word[0][0].isupper() and _may_be_name(word[0])):
            break
        run.insert(0, word)
    if len(run) > 1:
        yield run[0].start(), run[-1].end()


def _with_title(text: str, since: int, until: int) -> Iterator[Span]:
    """A title and the words of a name behind it."""
    words = list(_WORD.finditer(text, since, until))
    for place, word in enumerate(words):
        if not _is_title(word[0], [found[0] for found in words[max(0, place - 1) : place + 1]]):
            continue
        end = word.end()
        for follower in words[place + 1 : place + 1 + LONGEST]:
            if not re.fullmatch(r"\.?[ \u00a0]", text[end : follower.start()]) or not _may_be_name(follower[0]):
                break
            end = follower.end()
        if end > word.end():
            yield word.start(), end
            return


def _is_title(word: str, with_former: list[str]) -> bool:
    return folded(word) in _TITLES or folded(" ".join(with_former)) in _TITLES


def _may_be_name(word: str) -> bool:
    """Whether it has a capital letter, or is of a script without any, and is not known as something else."""
    bare = folded(word)
    return not word[0].islower() and bare not in _NO_NAMES and bare not in _MONTHS and bare.rstrip("s") not in _NO_NAMES
