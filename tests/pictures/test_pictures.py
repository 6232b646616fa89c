"""Pictures are drawn for real: something stands on them, on the side where it belongs, and no label is cut off."""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.catalogues import tongues
from bot.telegram.drawing import MARKS, first_strong, html, keyboard
from dialogs import memory
from dialogs.events import Place, WentBack
from dialogs.rounds.forms import FORMS
from dialogs.rounds.states import Confirming, Deed, Filling, FormKind
from dialogs.rounds.views import ConfirmView, Hurdle
from dialogs.screens import Block, Bullets, Button, Heading, Item, Kicker, Lines, Meter, Paragraph, Quote, Screen
from dialogs.screens import lines as text_of
from dialogs.states import Aside
from dialogs.tongue import ISOLATE, RELEASE
from tests.pictures.bubbles import Bubble, Line, Part, Run, said, shown
from tests.pictures.drawing import Panel, cut_labels, drawn
from tests.pictures.kinds import scenes, screens
from tests.pictures.stories import story

TRANSCRIPTS = Path(__file__).parents[1] / "transcripts"
PHONE = 390 + 16
"""Points: the phone and the margins of the sheet."""


class Image(NamedTuple):
    """Pixels as rows of (red, green, blue, alpha)."""

    width: int
    height: int
    rows: list[list[bytes]]

    def ink(self, left: int, right: int) -> int:
        """Dark pixels between two columns."""
        return sum(max(pixel[:3]) < 100 for row in self.rows for pixel in row[left:right])


def read(png: bytes) -> Image:
    """An 8-bit RGBA picture without interlacing, which is what Typst writes."""
    width, height, *kind = struct.unpack(">IIBBBBB", png[16:29])
    assert kind == [8, 6, 0, 0, 0]
    data, place = b"", 8
    while place < len(png):
        (length,), name = struct.unpack(">I", png[place : place + 4]), png[place + 4 : place + 8]
        data += png[place + 8 : place + 8 + length] if name == b"IDAT" else b""
        place += length + 12
    return Image(width, height, list(_rows(zlib.decompress(data), width, height)))


def _rows(data: bytes, width: int, height: int) -> list[list[bytes]]:
    rows, above = [], bytearray(width * 4)
    for start in range(0, height * (width * 4 + 1), width * 4 + 1):
        above = _unfiltered(data[start], bytearray(data[start + 1 : start + 1 + width * 4]), above)
        rows.append([bytes(above[x : x + 4]) for x in range(0, width * 4, 4)])
    return rows


def _unfiltered(kind: int, line: bytearray, above: bytearray) -> bytearray:
    """One line as PNG's five filters make it; see section 9 of its specification."""
    if kind == 2:
        return bytearray(map(_sum, line, above))
    for x in range(len(line) if kind else 0):
        left, up, corner = (line[x - 4], above[x], above[x - 4]) if x >= 4 else (0, above[x], 0)
        guess = left if kind == 1 else (left + up) // 2 if kind == 3 else _nearest(left, up, corner)
        line[x] = (line[x] + guess) % 256
    return line


def _sum(one: int, other: int) -> int:
    return (one + other) % 256


def _nearest(left: int, up: int, corner: int) -> int:
    """Paeth's filter: of the three, the nearest to what a slope would lead to."""
    to_left, to_up, to_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
    if to_left <= to_up and to_left <= to_corner:
        return left
    return up if to_up <= to_corner else corner


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", ["asking", "review"])
def test_a_card_is_drawn_as_wide_as_a_phone_and_is_not_blank(kind: str, language: str) -> None:
    image = read(drawn([shown(screens(language)[kind])], scale=1))
    assert image.width == PHONE
    assert image.height > 400
    colours = Counter(pixel for row in image.rows for pixel in row)
    assert image.width * image.height - colours.most_common(1)[0][1] > 50_000
    assert image.ink(0, image.width) > 2_000


@pytest.mark.parametrize(("language", "begins"), [("en", "left"), ("ar", "right")])
def test_a_line_begins_where_its_language_is_read_from(language: str, begins: str) -> None:
    lines = Screen((Lines((tongues()[language].gettext("Sections"),)),), direction=tongues()[language].direction)
    back = ((Button("-", WentBack()),),)  # below a key, a card is as wide as it gets
    image = read(drawn([shown(Screen(lines.blocks, back, lines.direction))], scale=1))
    left, right = image.ink(0, PHONE // 2 - 30), image.ink(PHONE // 2 - 30, PHONE)
    assert (left > 0, right > 0) == (begins == "left", begins == "right")


def test_every_state_and_every_aside_is_among_the_kinds() -> None:
    states = [state for _, state, _ in scenes("en").values()]
    assert {type(state) for state in states} == set(memory.NAMES.values())
    topics = {Place.HELP, Place.PRIVACY, Place.LANGUAGE, Place.SETTINGS, Place.TERMS, Place.GLOSSARY}
    topics |= {Place.HELPLINES, Place.MY_DATA, Place.FORGET}
    assert {state.topic for state in states if isinstance(state, Aside)} == topics
    assert len({str(screen.blocks) for screen in screens("en").values()}) > 180


def test_every_field_of_every_form_and_every_deed_and_hurdle_is_among_the_kinds() -> None:
    states = [state for _, state, _ in scenes("en").values()]
    filled = {(state.form, state.field) for state in states if isinstance(state, Filling)}
    straight = {form for form, kind in FORMS.items() if kind.straight}
    fields = {(form, field.id) for form, kind in FORMS.items() for field in kind.fields if form != FormKind.SETTINGS}
    assert filled >= fields | {(form, "") for form in set(FormKind) - straight}
    assert {state.deed for state in states if isinstance(state, Confirming)} == set(Deed)
    views = [view for _, _, view in scenes("en").values()]
    assert {view.hurdle for view in views if isinstance(view, ConfirmView)} == {None, *Hurdle}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", ["people", "invitations", "news-of-every-kind", "letter"])
def test_a_name_from_the_right_takes_no_figure_along(kind: str, language: str) -> None:
    lines = [line for block in screens(language)[kind].blocks for line in text_of(block)]
    arabic = [re.sub(f"{ISOLATE}.*?{RELEASE}", "", line) for line in lines if first_strong(line) != "rtl"]
    assert any(ISOLATE in line for line in lines)
    assert not any(unicodedata.bidirectional(letter) == "AL" for line in arabic for letter in line)


@pytest.mark.parametrize("language", sorted(tongues()))
def test_no_label_is_cut_off_by_its_button(language: str) -> None:
    assert cut_labels([Panel(name, (shown(screen),)) for name, screen in screens(language).items()]) == []


def test_a_label_that_is_too_long_is_found() -> None:
    row = (Button("Everything that was said here", WentBack()), Button("Back", WentBack()))
    assert cut_labels([Panel("", (shown(Screen((), (row,))),))]) == []  # each gets a row of its own
    long = "Everything that was said here by anyone at all"
    assert cut_labels([Panel("", (shown(Screen((), ((Button(long, WentBack()),),))),))]) == [long]


def test_in_arabic_every_line_of_every_card_is_read_from_the_right() -> None:
    for kind, screen in screens("ar").items():
        ours = [line for part in shown(screen).parts if part.frame != "quote" for line in part.lines if line.runs]
        assert {line.direction for line in ours} <= {"rtl"}, kind


def test_what_is_put_together_from_isolated_parts_is_read_from_the_right_too() -> None:
    inner = f"{ISOLATE}قيادة{RELEASE}: {ISOLATE}بناء{RELEASE}"
    line = html(Screen((Lines((f"1. {ISOLATE}{inner}{RELEASE}",)),), direction="rtl"))
    assert line == f"{MARKS['rtl']}1. {ISOLATE}{MARKS['rtl']}{inner}{RELEASE}"


RTL = MARKS["rtl"]


@pytest.mark.parametrize(
    ("block", "drawn_as"),
    [
        (Paragraph("Sounding يحفظ"), f"{RTL}Sounding يحفظ"),
        (Kicker(f"{ISOLATE}Plan 2026{RELEASE}"), f"<i>{RTL}{ISOLATE}Plan 2026{RELEASE}</i>"),
        (Bullets((f"{ISOLATE}قيادة{RELEASE}: 1",)), f"• {RTL}{ISOLATE}قيادة{RELEASE}: 1"),
        (Item("UNICEF وحدها", "12"), f"<b>{RTL}UNICEF وحدها</b>\n{RTL}12"),
        (Meter(1, 2, "1 من 2"), "▰▰▰▰▰▱▱▱▱▱ 1 من 2"),
        (Heading("A model without a translation."), "<b>A model without a translation.</b>"),
        (Quote("See قانون"), "<blockquote>See قانون</blockquote>"),
    ],
)
def test_a_line_of_an_arabic_card_that_begins_otherwise_is_led_by_a_mark(block: Block, drawn_as: str) -> None:
    assert html(Screen((block,), direction="rtl")) == drawn_as


def test_a_long_name_on_a_button_gives_way_to_what_comes_behind_it() -> None:
    name = "Compensation, remedies, and complaints arrangements"
    (row,) = keyboard(Screen((), ((Button(f"✓ {name}: 1 of 4", WentBack(), soft=name),),)), 0)
    assert [button["text"] for button in row] == ["✓ Compensation, remedies, and…: 1 of 4"]


def test_labels_are_read_from_the_right_in_arabic() -> None:
    label = f"☑ {ISOLATE}رأي{RELEASE}"
    assert keyboard(Screen((), ((Button(label, WentBack()),),), "rtl"), 0)[0][0]["text"] == MARKS["rtl"] + label


def test_a_row_that_a_phone_would_cut_off_is_broken() -> None:
    rows = {("Assessments", "Language", "Help"): [2, 1], ("Resumo", "Preferências", "Ajuda"): [3]}
    for labels, expected in rows.items():
        shown_rows = keyboard(Screen((), (tuple(Button(label, WentBack()) for label in labels),)), 0)
        assert [len(row) for row in shown_rows] == expected


def test_a_command_with_a_code_is_copied_whole_by_a_tap() -> None:
    bubble = shown(Screen((Paragraph("Write /start 7KQ2-MXPD-4VTH-9BWE, or /help"),)))
    (line,) = bubble.parts[0].lines
    assert [run.text for run in line.runs if run.code] == ["/start 7KQ2-MXPD-4VTH-9BWE"]
    assert [run.text for run in line.runs if run.link] == ["/help"]


def test_styles_and_frames_are_read_from_what_telegram_is_given() -> None:
    bubble = shown(Screen((Kicker("One"), Paragraph("a & <b> /help"), Quote("x\ny"), Paragraph("z"))))
    assert bubble == Bubble(
        (
            Part(
                "plain", (Line((Run("One", italic=True),)), Line((Run("a & <b> "), Run("/help", link=True))), Line(()))
            ),
            Part("quote", (Line((Run("x"),)), Line((Run("y"),)))),
            Part("plain", (Line(()), Line((Run("z"),)))),
        )
    )


def test_what_a_person_writes_is_never_read_as_typst() -> None:
    odd = said('#panic("x") $x$ *b* \\ `c` // "] @a <l>')
    assert read(drawn([odd], scale=1)).ink(0, PHONE) > 300


def test_a_transcript_becomes_a_chat_and_a_tap_presses_its_button() -> None:
    text = (TRANSCRIPTS / "quick_asks_for_the_phase_alone.txt").read_text("utf-8")
    for language in (None, "ar"):
        chat = story(text, language)
        pressed = [key.label for bubble in chat for row in bubble.keys for key in row if key.pressed]
        assert pressed
        assert all(bubble.parts for bubble in chat)
