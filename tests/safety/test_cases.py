"""Texts that tell of a case, and notes that do not: how many of each are held back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.safety.cases import KINDS, sounds_like_a_case
from dialogs.safety.cases import LANGUAGES as LISTS
from tests.safety.__main__ import rates
from tests.safety.growth import growth
from tests.safety.tables import LANGUAGES, described, harmless, held_out, share, sounds, tells, told, unseen


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_every_text_that_tells_of_a_case_is_caught(language: str) -> None:
    texts = told(language)
    assert len(texts) >= 40
    assert share(texts, tells) >= 0.95, [text for text in texts if not tells(text)]


def test_most_texts_that_no_word_was_added_for_are_caught() -> None:
    """What was measured, rounded down, which docs/safety.md tells: a change of the lists must not cost others."""
    assert share([text for language in LANGUAGES for text in unseen(language)], tells) >= 0.93


def test_few_harmless_notes_sound_like_a_case() -> None:
    notes = [note for language in LANGUAGES for note in harmless(language)]
    assert len(notes) == 200
    assert share(notes, sounds) <= 0.1
    assert share([note for language in LANGUAGES for note in held_out(harmless(language))], sounds) <= 0.1


def test_few_harmless_notes_that_no_word_was_added_for_sound_like_a_case() -> None:
    notes = [note for language in LANGUAGES for note in harmless(f"{language} unseen")]
    assert len(notes) == 140
    assert share(notes, sounds) <= 0.08


def test_few_notes_that_describe_abuse_of_many_sound_like_a_case() -> None:
    assert share([note for language in LANGUAGES for note in described(language)], sounds) <= 0.1


def test_the_rates_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    table = rates()
    with capsys.disabled():
        print(f"\n{table}")
    assert [line.split()[0] for line in table.splitlines()[1:]] == [*LANGUAGES, "all"]


@pytest.mark.parametrize(
    "text",
    [
        "PLEASE HELP ME",
        "p\u200blease he\u200blp me",
        "ｈｅｌｐ ｍｅ",
        "AYÚDAME",
        "aidez-moi",
        "Ayude\u0301nme",
        "أُرِيدُ أَنْ أَمُوت",
        "اريــــد ان امــوت",
        "إبنتي عمرها ١٢",
        "ابنتى عمرها ۱۲",
        "i want to dieeee",
        "law, section 4.\nhelp me",
        "\ud800 help me \x00",
    ],
)
def test_case_accents_marks_and_variants_of_letters_do_not_hide_it(text: str) -> None:
    assert sounds_like_a_case(text)


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "116 111", "👍", "Act 12 of 2019", "ـ", "…", "# * …"])
def test_what_says_nothing_is_no_case(text: str) -> None:
    assert not sounds_like_a_case(text)


@pytest.mark.parametrize(
    "text",
    [
        "Begin with a rota.",
        "We keep two heaps.",
        "I don't know.",
        "No tengo información.",
        "Je ne sais pas.",
        "Não sei.",
    ],
)
def test_everyday_notes_are_no_case(text: str) -> None:
    assert not sounds_like_a_case(text)


@pytest.mark.parametrize("language", LISTS, ids=lambda module: module.__name__.rpartition(".")[2])
def test_every_language_has_every_list_and_no_word_twice(language: object) -> None:
    for kind in KINDS:
        words = getattr(language, kind)
        assert words, kind
        assert len(words) == len(set(words)), kind
        assert all(word == word.strip() and word.strip("… ") for word in words), kind


@given(st.text(st.characters(), max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    sounds_like_a_case(text)


@pytest.mark.parametrize(
    "piece", ["a", "he ", "send … ", "ال", "وف ", "9 ", "help m ", "a.", ".\n", "é", "my_", "ooo "]
)
def test_longer_texts_take_longer_in_proportion(piece: str) -> None:
    assert growth(sounds_like_a_case, piece) < 10
