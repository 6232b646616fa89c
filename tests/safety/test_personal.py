"""Parts by which a person could be found: what is marked, what is not, and that no text is too odd."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.safety.personal import Part, Trace, personal_parts, without
from tests.safety.growth import growth
from tests.safety.tables import LANGUAGES, MarkedNote, harmless, held_out, marked, share, shows

MARKED = [note for language in LANGUAGES for note in marked(language)]


@pytest.mark.parametrize("written", MARKED, ids=lambda written: f"{written.note.territory}: {written.note.text[:40]}")
def test_each_part_is_marked_and_nothing_else(written: MarkedNote) -> None:
    text = written.note.text
    parts = personal_parts(text, written.note.territory)
    assert tuple((text[part.start : part.end], str(part.trace)) for part in parts) == written.parts


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_a_language_has_every_kind(language: str) -> None:
    assert {kind for written in marked(language) for _, kind in written.parts} == set(map(str, Trace))


def test_few_harmless_notes_are_marked() -> None:
    assert share([note for language in LANGUAGES for note in harmless(language)], shows) <= 0.05
    assert share([note for language in LANGUAGES for note in held_out(harmless(language))], shows) <= 0.05


@pytest.mark.parametrize(
    ("text", "trace"),
    [
        ("\u2066+254 712 123456\u2069", Trace.PHONE),
        ("+2547\u200e12123456", Trace.PHONE),
        ("owner (at) example (dot) org", Trace.EMAIL),
        ("owner[at]example.org", Trace.EMAIL),
        ("nightowl#1234", Trace.HANDLE),
        ("HTTPS://MEGA.NZ/folder/Ab", Trace.MATERIAL),
        ("hxxps://www.dropbox.com/s/ab", Trace.MATERIAL),
        ("magnet:?xt=urn:btih:ab", Trace.MATERIAL),
        ("https://example.org/clip.MP4?x=1#t", Trace.MATERIAL),
        ("\ud800 a.owner@example.org", Trace.EMAIL),
    ],
)
def test_disguises_do_not_hide_a_part(text: str, trace: Trace) -> None:
    assert [part.trace for part in personal_parts(text)] == [trace]


@pytest.mark.parametrize(
    "text",
    [
        "GB82 WEST 1234 5698 7654 33",
        "4111 1111 1111 1112",
        "529.982.247-24",
        "12345678A",
        "1 85 05 78 006 084 92",
        "12.345.678-6",
        "@ 5 pm",
        "mega.nzx.org/a",
        "https://notmega.nz/a",
        "https://www.facebook.com",
        "born after 1 January 2010",
        "t.me",
    ],
)
def test_what_only_looks_like_a_part_is_not_marked(text: str) -> None:
    assert personal_parts(text) == ()


@pytest.mark.parametrize("territory", ["", "KE", "ke", "ZZ", "001", "é", "\x00", "Kenya"])
def test_a_number_from_abroad_is_found_whatever_the_territory(territory: str) -> None:
    assert personal_parts("now +44 7400 123456", territory) == (Part(4, 19, Trace.PHONE),)


def test_parts_are_left_out_in_their_places() -> None:
    text = "Ask Mr Peter Okello, 0712 123456, or a.owner@example.org."
    assert without(text, personal_parts(text, "KE")) == "Ask …, …, or …."


odd = st.text(
    st.sampled_from("0123456789+-.() /@:#abKZé٣۴ـ\u0301\u200e\ud800\x00ﷺ\n,شم") | st.characters(), max_size=200
)


@given(odd, st.sampled_from(["", "EG", "FR", "US", "BR"]))
def test_no_text_is_too_odd_and_parts_are_in_order_and_apart(text: str, territory: str) -> None:
    parts = personal_parts(text, territory)
    assert all(0 <= part.start < part.end <= len(text) for part in parts)
    assert all(former.end <= latter.start for former, latter in pairwise(parts))


PIECES = [
    "1",
    "1 ",
    "(1",
    "1-",
    "+1",
    "00 1",
    "a",
    "a.",
    "@",
    "a@",
    "a@a.",
    "x ",
    "é",
    "passport ",
    "passport a ",
    "id 1 ",
]
PIECES += [
    "born ",
    "born 1 ",
    "may 1 ",
    "1/1/",
    "gb82",
    "gb82 ",
    "http://",
    "t.me/",
    "[at]",
    "\u0301",
    "ﷺ",
    "الهويه رقم ",
    "Mr Ab ",
]
PIECES += ["Mr Peter Okello, 0712 123456 ", "a@b.org ", "@ab_", "tel ", "insta: a_"]


@pytest.mark.parametrize("piece", PIECES)
def test_longer_texts_take_longer_in_proportion(piece: str) -> None:
    assert growth(lambda text: personal_parts(text, "KE"), piece) < 10
