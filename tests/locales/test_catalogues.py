"""Every text in every language: there, whole, within the messenger's limits, and in the customs of the language."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.catalogues import closest, tongues
from bot.library import DEFAULT, bundled, model_from
from dialogs.cards import about_the_bot, about_the_bot_in_short, card, commands, remark
from dialogs.commands import Remark
from dialogs.screens import extent
from dialogs.sheet import Sheet
from framework.answers import Answer, Basis, Depth, Questionnaire
from framework.texts import texts
from tests.dialogs.test_screens import full_states
from tests.terminal.running import sounding_here

ROOT = Path(__file__).parents[2]
LANGUAGES = ["ar", "es", "fr", "pt"]
DOMAINS = ["interface", DEFAULT]
MODEL = model_from(bundled())

HOLES = re.compile(r"\{[a-z]+\}")
SAME = {
    "Code",
    "INHOPE",
    "Internet Watch Foundation",
    "Interoperable",
    "Invitations",
    "Justice",
    "Leadership",
    "National Center for Missing & Exploited Children",
    "Opinion",
    "PDF",
    "Phase",
    "Plan",
    "Sector",
    "Sections",
    "Triage",
}
"""Messages that may be the same in another language: names, and words it shares with English."""

REJECTED = re.compile(r"porno|prostitu|إباحي|دعارة|بغاء", re.IGNORECASE)
"""What the Terminology Guidelines reject; titles of treaties do not occur."""

CUSTOMS = {
    "ar": re.compile(r"[,;](?![0-9])|(?<!^)\?"),  # a question mark alone is a key of the terminal
    "es": re.compile(r"^[^¿]+\?|^[^¡]+!"),
    "fr": re.compile(r"[^\u202f\u00a0 ][;!?](?!\S)| [;!?:»]|« "),
    "pt": re.compile(r"\s[;!?:]"),
}
"""What must not stand in a text of the language."""


def po(language: str, domain: str) -> Path:
    return ROOT / "locales" / language / "LC_MESSAGES" / f"{domain}.po"


def catalogue(language: str, domain: str) -> Catalog:
    with po(language, domain).open("rb") as file:
        return read_po(file)


def forms(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (str(message.string),)


def source(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, tuple | list) else message.id)


def messages(language: str) -> Iterator[Message]:
    return (message for domain in DOMAINS for message in catalogue(language, domain) if message.id)


def ids(found: Catalog) -> set[tuple[str | None, str]]:
    return {(m.context, source(m)) for m in found if m.id}


PLACEHOLDERS = re.compile(r"EMAIL@ADDRESS|FULL NAME|FIRST AUTHOR|li\.org|YEAR-MO-DA|ORGANIZATION")
"""What tools write into a new header, for somebody to fill in."""

HEADERS = [
    *("Project-Id-Version", "Report-Msgid-Bugs-To", "POT-Creation-Date", "PO-Revision-Date", "Last-Translator"),
    *("Language", "Language-Team", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
    "Generated-By",
]


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_begins_with_a_complete_header(language: str, domain: str) -> None:
    found = catalogue(language, domain)
    assert [name for name, _ in found.mime_headers] == HEADERS
    assert not [line for line in header(language, domain) if PLACEHOLDERS.search(line)]
    assert not found.fuzzy
    stated = dict(found.mime_headers)
    assert stated["Language"] == language
    assert stated["Content-Type"] == "text/plain; charset=utf-8"
    assert stated["Plural-Forms"] == Catalog(language).plural_forms


def header(language: str, domain: str) -> list[str]:
    return po(language, domain).read_text("utf-8").split("\n\n", maxsplit=1)[0].splitlines()


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_each_message_once_and_in_the_order_of_its_template(language: str, domain: str) -> None:
    with (ROOT / "locales" / f"{domain}.pot").open("rb") as file:
        wanted = order(read_po(file))
    assert order(catalogue(language, domain)) == wanted
    stated = re.findall(r"^(?:#~ )?msgid .*\n", po(language, domain).read_text("utf-8"), re.MULTILINE)
    assert len(stated) == len(wanted) + 1  # a second one of the same id would be lost in reading; one is the header's


def order(found: Catalog) -> list[tuple[str | None, str]]:
    return [(message.context, source(message)) for message in found if message.id]


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_written_as_the_next_update_would_write_it(language: str, domain: str, tmp_path: Path) -> None:
    fresh = tmp_path / f"{domain}.po"
    fresh.write_bytes(po(language, domain).read_bytes())
    options = ["--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date"]  # those of make messages
    template, output = ["--input-file", f"locales/{domain}.pot"], ["--output-file", str(fresh), "--locale", language]
    subprocess.run(
        [sys.executable, "-m", "babel.messages.frontend", "--quiet", "update", *options, *template, *output],
        cwd=ROOT,
        check=True,
    )
    assert fresh.read_text("utf-8") == po(language, domain).read_text("utf-8")


def test_these_are_the_languages() -> None:
    assert list(tongues()) == ["en", *LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_none_is_uncertain(language: str) -> None:
    for message in messages(language):
        assert all(forms(message)), message.id
        assert not message.fuzzy, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_model_is_in_the_catalogue(language: str) -> None:
    wanted = {(text.id, text.source) for text, _ in texts(MODEL)}
    assert ids(catalogue(language, DEFAULT)) == wanted


def test_every_text_of_the_interface_is_in_the_catalogues(tmp_path: Path) -> None:
    template = tmp_path / "interface.pot"
    subprocess.run(
        [
            *(
                sys.executable,
                "-m",
                "babel.messages.frontend",
                "--quiet",
                "extract",
                "--mapping-file",
                "pyproject.toml",
            ),
            *("--no-default-keywords", "--keyword", "gettext", "--keyword", "ngettext:1,2"),
            *("--keyword", "pgettext:1c,2", "--keyword", "npgettext:1c,2,3"),
            *("--output", str(template), "dialogs", "bot"),
        ],
        cwd=ROOT,
        check=True,
    )
    with template.open("rb") as file:
        wanted = ids(read_po(file))
    assert len(wanted) > 150
    for language in LANGUAGES:
        assert ids(catalogue(language, "interface")) == wanted, f"{language}: run make messages and translate"


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_the_same_and_plurals_are_those_of_the_language(language: str) -> None:
    for domain in DOMAINS:
        found = catalogue(language, domain)
        for message in found:
            if not message.id:
                continue
            if isinstance(message.id, tuple):
                assert len(forms(message)) == found.num_plurals
                allowed = set(HOLES.findall(message.id[1]))  # "two minutes" may say the number in words
                assert all(allowed - {"{n}"} <= set(HOLES.findall(form)) <= allowed for form in forms(message))
            else:
                assert sorted(HOLES.findall(forms(message)[0])) == sorted(HOLES.findall(source(message)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_in_english(language: str) -> None:
    for message in messages(language):
        english = source(message)
        if re.search("[A-Za-z]", HOLES.sub("", english)) and english not in SAME:
            assert english not in forms(message)


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_rejected_terms_do_not_occur(language: str) -> None:
    said = (
        [str(m.id) for m in messages("fr")] if language == "en" else [f for m in messages(language) for f in forms(m)]
    )
    assert [text for text in said if REJECTED.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_customs_of_the_language_are_kept(language: str) -> None:
    said = [form for message in messages(language) for form in forms(message)]
    assert [text for text in said if CUSTOMS[language].search(text)] == []


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_every_card_fits_one_message(language: str) -> None:
    tongue = tongues(DEFAULT)[language]
    quest = Questionnaire.whole(MODEL, Depth.FULL)
    sheet = Sheet(MODEL, ("en", *LANGUAGES), language, open_to_all=True, consented=True, quest=quest)
    for phase in MODEL.by_phase:
        full = {
            c: Answer(c, phase, None, "", frozenset(), frozenset({Basis.OPINION}), "note " * 1600)
            for c in MODEL.capabilities
        }
        shown = replace(sheet, answers=full)
        for state in full_states(shown):
            assert extent(card(shown, state, tongue)) <= 4096, state


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_what_telegram_shows_of_the_bot_is_short_enough(language: str) -> None:
    tongue = tongues(DEFAULT)[language]
    assert len(about_the_bot(tongue)) <= 512
    assert len(about_the_bot_in_short(tongue)) <= 120
    assert all(3 <= len(meaning) <= 256 for meaning in commands(tongue).values())
    assert all(len(remark(tongue, said)) <= 400 for said in Remark)


@pytest.mark.parametrize(
    ("phone", "language"),
    [("pt-BR", "pt"), ("ar-EG", "ar"), ("fr_CA", "fr"), ("es-419", "es"), ("de", "en"), (None, "en"), ("", "en")],
)
def test_the_phones_language_is_taken_or_the_nearest(phone: str | None, language: str) -> None:
    assert closest(phone, tongues()) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_assessment_has_not_one_english_sentence(language: str, tmp_path: Path) -> None:
    lines = [
        "1",
        "1",
        *["2"] * 20,
        "/review",
        "/summary",
        "1",
        "/help",
        "/privacy",
        "/settings",
        "/language",
        "/sections",
    ]
    done = sounding_here(tmp_path, "chat", "--as", "x", "--lang", language, said="\n".join(lines).encode())
    assert done.returncode == 0, done.stderr
    said = done.stdout.decode()
    english = {source(message) for message in messages(language)} - SAME
    pieces = {piece for text in english for piece in HOLES.split(text) if len(piece) > 15}
    assert len(said) > 20_000
    assert [piece for piece in pieces if piece in said] == []
