"""Every target there is."""

from __future__ import annotations

from tests.fuzz.papers import PAPERS
from tests.fuzz.telegram import TELEGRAM
from tests.fuzz.words import WORDS

TARGETS = (*WORDS, *TELEGRAM, *PAPERS)
