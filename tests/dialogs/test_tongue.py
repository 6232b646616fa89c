"""Days, times and spans as each language says them; what a catalogue lacks is said in English, and in the log."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from bot.catalogues import Filled, InEnglish, tongues
from dialogs.tongue import ISOLATE, RELEASE, Tongue
from framework.model import Text

FRIDAY = date(2026, 12, 4)
KAMPALA, CAIRO = ZoneInfo("Africa/Kampala"), ZoneInfo("Africa/Cairo")


@pytest.mark.parametrize(
    ("language", "said", "this_year"),
    [
        ("en", "Friday, 4 December 2026", "Friday 4 December"),
        ("ar", "الجمعة، 4 ديسمبر 2026", "الجمعة، 4 ديسمبر"),
        ("es", "viernes, 4 de diciembre de 2026", "viernes, 4 de diciembre"),
        ("fr", "vendredi 4 décembre 2026", "vendredi 4 décembre"),
        ("pt", "sexta-feira, 4 de dezembro de 2026", "sexta-feira, 4 de dezembro"),
        ("pt_BR", "sexta-feira, 4 de dezembro de 2026", "sexta-feira, 4 de dezembro"),
        ("sw", "Ijumaa, 4 Desemba 2026", "Ijumaa, 4 Desemba"),
        ("ja", "2026年12月4日金曜日", "12月4日(金曜日)"),
    ],
)
def test_a_date_has_its_weekday_and_its_year_when_that_is_another_one(language: str, said: str, this_year: str) -> None:
    tongue = Tongue(language)
    assert tongue.date(FRIDAY) == tongue.date(FRIDAY, date(2027, 1, 1)) == said
    assert tongue.date(FRIDAY, date(2026, 1, 1)) == this_year


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    assert Tongue("fr").date(date(2027, 1, 1)) == "vendredi 1er janvier 2027"
    assert Tongue("fr").date(date(2027, 1, 1), date(2027, 1, 2)) == "vendredi 1er janvier"


@pytest.mark.parametrize(
    ("language", "morning", "night"),
    [
        ("en", "Thursday 3 December, 10:00", "Friday, 1 January 2027, 01:30"),
        ("ar", "الخميس، 3 ديسمبر، 10:00 ص", "الجمعة، 1 يناير 2027، 1:30 ص"),
        ("es", "jueves, 3 de diciembre, 10:00", "viernes, 1 de enero de 2027, 1:30"),
        ("fr", "jeudi 3 décembre, 10:00", "vendredi 1er janvier 2027, 01:30"),
        ("pt", "quinta-feira, 3 de dezembro, 10:00", "sexta-feira, 1 de janeiro de 2027, 01:30"),
    ],
)
def test_a_moment_is_told_on_the_clock_and_the_calendar_of_the_zone(language: str, morning: str, night: str) -> None:
    tongue, today = Tongue(language), date(2026, 12, 1)
    assert tongue.moment(datetime(2026, 12, 3, 7, 0, tzinfo=UTC), KAMPALA, today) == morning
    assert tongue.moment(datetime(2026, 12, 31, 22, 30, tzinfo=UTC), KAMPALA, today) == night


def test_a_moment_in_summer_is_told_on_summer_time() -> None:
    july, january = datetime(2026, 7, 1, 7, 0, tzinfo=UTC), datetime(2026, 1, 1, 7, 0, tzinfo=UTC)
    assert Tongue("en").moment(july, CAIRO).endswith("10:00")
    assert Tongue("en").moment(january, CAIRO).endswith("09:00")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "11 days ago|2 days ago|yesterday|today|tomorrow|in 2 days|in 3 days|in 11 days"),
        ("ar", "قبل 11 يومًا|قبل يومين|أمس|اليوم|غدًا|بعد يومين|بعد 3 أيام|بعد 11 يومًا"),
        ("es", "hace 11 días|hace 2 días|ayer|hoy|mañana|dentro de 2 días|dentro de 3 días|dentro de 11 días"),
        ("fr", "il y a 11 jours|il y a 2 jours|hier|aujourd’hui|demain|dans 2 jours|dans 3 jours|dans 11 jours"),
        ("pt", "há 11 dias|há 2 dias|ontem|hoje|amanhã|dentro de 2 dias|dentro de 3 dias|dentro de 11 dias"),
    ],
)
def test_a_day_is_told_by_how_far_it_is(language: str, said: str) -> None:
    days = (date(2026, 11, 23), date(2026, 12, 2), date(2026, 12, 3), *(date(2026, 12, d) for d in (4, 5, 6, 7, 15)))
    assert [tongues()[language].relative(day, FRIDAY) for day in days] == said.split("|")


def test_dates_and_numbers_use_the_same_digits() -> None:
    for code in (*tongues(), "ar_EG", "ur", "ne"):
        said = f"{Tongue(code).date(FRIDAY)} {Tongue(code).moment(datetime(2026, 12, 4, tzinfo=UTC), UTC)}"
        digits = {digit for digit in said if digit.isdigit()}
        assert digits <= set("0123456789"), code
        assert Tongue(code).number(1234567890).translate(str.maketrans("", "", "., \u202f\u00a0")) == "1234567890"


def test_a_command_is_kept_in_one_piece_in_a_line_from_right_to_left() -> None:
    said = Tongue("ar").gettext("/{command}: {meaning}", command="start", meaning="…")
    assert said == f"{ISOLATE}/start{RELEASE}: {ISOLATE}…{RELEASE}"


# What a catalogue lacks

HEADER = "Plural-Forms: nplurals=2; plural=(n > 1);\nContent-Type: text/plain; charset=utf-8\n"
WHOLE = {
    "": HEADER,
    "Back": "Retour",
    "helpline\4Child helpline": "Ligne d’assistance",
    "{n} is open\0{n} are open": "{n} ouverte\0{n} ouvertes",
}
"""The messages of a compiled catalogue, as it holds them."""


def compiled(messages: Mapping[str, str]) -> BytesIO:
    """A catalogue file; Babel and msgfmt leave out what is empty, other tools may not."""
    texts = [text.encode() for pair in sorted(messages.items()) for text in pair]
    ids, translations = texts[::2], texts[1::2]
    start, tables, content = 28 + 16 * len(ids), b"", b""
    for text in (*ids, *translations):
        tables += struct.pack("<II", len(text), start + len(content))
        content += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(ids), 28, 28 + 8 * len(ids), 0, 0)
    return BytesIO(head + tables + content)


def spoken(messages: Mapping[str, str]) -> Tongue:
    catalogue = Filled(compiled(messages))
    catalogue.complete_from(InEnglish("fr", "interface"))
    return Tongue("fr", catalogue, catalogue)


def everything(tongue: Tongue) -> list[str]:
    one, many = (tongue.ngettext("{n} is open", "{n} are open", n) for n in (1, 2))
    return [tongue.gettext("Back"), one, many, tongue.of(Text("helpline", "Child helpline"))]


def test_a_whole_catalogue_is_silent_in_the_log() -> None:
    with capture_logs() as told:
        assert everything(spoken(WHOLE)) == ["Retour", "1 ouverte", "2 ouvertes", "Ligne d’assistance"]
    assert told == []


MISSING = [
    ("Back", ["Back", "1 ouverte", "2 ouvertes", "Ligne d’assistance"], "Back"),
    ("helpline\4Child helpline", ["Retour", "1 ouverte", "2 ouvertes", "Child helpline"], "helpline"),
    ("{n} is open\0{n} are open", ["Retour", "1 is open", "2 are open", "Ligne d’assistance"], "{n} is open"),
]


@pytest.mark.parametrize(("message", "said", "name"), MISSING, ids=["plain", "context", "plural"])
@pytest.mark.parametrize("empty", [False, True], ids=["missing", "empty"])
def test_what_is_not_translated_is_said_in_english_and_once_in_the_log(
    message: str, said: list[str], name: str, *, empty: bool
) -> None:
    rest = {key: text for key, text in WHOLE.items() if key != message}
    tongue = spoken(rest | {message: "\0" if "\0" in message else ""} if empty else rest)
    with capture_logs() as told:
        assert everything(tongue) == everything(tongue) == said
    line = {"event": "text missing", "log_level": "warning", "message": name}
    assert told == [line | {"language": "fr", "domain": "interface"}]


def test_a_plural_with_one_empty_form_is_completed() -> None:
    tongue = spoken(WHOLE | {"{n} is open\0{n} are open": "{n} ouverte\0"})
    assert everything(tongue)[1:3] == ["1 ouverte", "2 are open"]


def test_what_is_missing_is_told_on_standard_error_alone(capfd: pytest.CaptureFixture[str]) -> None:
    assert spoken({"": HEADER}).gettext("Back") == "Back"
    out, err = capfd.readouterr()
    assert out == ""
    assert "text missing" in err


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (("Sociedad y cultura", "Industria"), "Sociedad y cultura e Industria"),
        (("Policía", "Justicia", "Iglesias"), "Policía, Justicia e Iglesias"),
        (("agua", "hielo"), "agua y hielo"),
        (("padres", "hijas"), "padres e hijas"),
        (("Policía", "Justicia"), "Policía y Justicia"),
        (("Industria",), "Industria"),
    ],
)
def test_spanish_joins_with_e_before_the_sound_of_i(items: tuple[str, ...], said: str) -> None:
    assert Tongue("es").listed(items) == said
