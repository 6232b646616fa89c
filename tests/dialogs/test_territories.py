"""Territories as people type them, their weekends and their time zones."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from dialogs.territories import LIMIT, first_day, found_territories, territories, weekend, zones
from dialogs.tongue import Tongue

MON, THU, FRI, SAT, SUN = 0, 3, 4, 5, 6


@pytest.mark.parametrize(
    ("territory", "days_off", "first"),
    [
        ("FR", {SAT, SUN}, MON),
        ("EG", {FRI, SAT}, SAT),
        ("IR", {FRI}, SAT),
        ("IL", {FRI, SAT}, SUN),
        ("NP", {SAT, SUN}, SUN),
        ("AE", {SAT, SUN}, MON),
        ("AF", {THU, FRI}, SAT),
        ("DZ", {FRI, SAT}, SAT),
        ("IN", {SUN}, SUN),
        ("BR", {SAT, SUN}, SUN),
        ("SA", {FRI, SAT}, SUN),
        ("UG", {SUN}, MON),
        ("BN", {FRI, SUN}, MON),
        ("PS", {FRI, SAT}, MON),
        ("AO", {SAT, SUN}, MON),
        ("AQ", {SAT, SUN}, MON),
        ("??", {SAT, SUN}, MON),
    ],
)
def test_days_off_and_the_first_day_of_a_week(territory: str, days_off: set[int], first: int) -> None:
    assert weekend(territory) == days_off
    assert first_day(territory) == first


FOUND = {
    "UG": "Uganda|uganda |ug|UG|Ouganda|أوغندا|اوغندا|Ugnada|the Republic of Uganda",
    "GB": "United Kingdom|UK|u.k.|gb|Royaume-Uni|royaume uni|Reino Unido|المملكة المتحدة|England|بريطانيا",
    "US": "USA|U.S.A.|United States|united states of america|États-Unis|etats unis|EEUU|EE. UU.|EUA|أمريكا|America",
    "CI": "Ivory Coast|Côte d’Ivoire|cote d'ivoire|Costa de Marfil|Costa do Marfim|ساحل العاج|كوت ديفوار",
    "CD": "DRC|RDC|Congo-Kinshasa|République démocratique du Congo|Democratic Republic of the Congo"
    "|República Democrática del Congo|جمهورية الكونغو الديمقراطية",
    "CG CD": "Congo|Republic of the Congo",
    "CD CG": "الكونغو",
    "KP KR": "Korea|Corée|كوريا",
    "NE": "Niger|niger",
    "NG": "Nigeria|Nigéria",
    "GN": "Guinea|Guinée|Guiné|غينيا",
    "GW": "Guinea-Bissau|guiné bissau|غينيا بيساو",
    "SD": "Sudan|السودان|Soudan",
    "SS": "South Sudan|Republic of South Sudan|جنوب السودان",
    "EG": "مصر|جمهورية مصر العربية|Égypte|EGYPT",
    "SA": "السعودية|المملكه العربيه السعوديه|Saudi Arabia|Arabie saoudite|KSA",
    "AE": "الإمارات|الامارات|Emirates|UAE|Émirats arabes unis",
    "JO": "الأردن|الاردن|Jordan",
    "SY": "سوريا|سورية|Syria",
    "PS": "Palestine|فلسطين|State of Palestine",
    "MM": "Myanmar|Burma|Birmanie",
    "MK": "Macedonia|North Macedonia|Macédoine",
    "TR": "Turkey|Türkiye|Turquie",
    "CZ": "Czech Republic|Czechia|República Checa",
    "SZ": "Swaziland|Eswatini",
    "CV": "Cape Verde|Cabo Verde|Cap-Vert",
    "GM": "Gambia|The Gambia|La Gambie",
    "ET": "Ethiopia|Federal Democratic Republic of Ethiopia",
    "DO": "Dominican Republic|République dominicaine",
    "DM": "Dominica",
    "CN": "China|الصين|Chine",
    "HK": "Hong Kong",
    "XK": "Kosovo|كوسوفو",
    "": "xyz||?|a|a b|EU|Europe|republic|the",
}


@pytest.mark.parametrize(
    ("meant", "typed"), [(codes, typed) for codes, said in FOUND.items() for typed in said.split("|")]
)
def test_a_territory_is_found_by_what_people_type(meant: str, typed: str) -> None:
    assert found_territories(typed) == tuple(meant.split())


def test_what_may_mean_many_offers_no_more_than_can_be_read() -> None:
    assert found_territories("united") == ("AE", "GB", "US")
    assert len(found_territories("saint")) == LIMIT
    assert found_territories("x" * 4000) == ()


@pytest.mark.parametrize("language", ["en", "ar", "es", "fr", "pt"])
def test_every_territory_is_found_by_its_name_in_every_language(language: str) -> None:
    for code in territories():
        assert code in found_territories(Tongue(language).territory(code)), code


def test_territories_are_those_of_iso_3166_and_no_groups() -> None:
    assert len(territories()) == 250  # the 249 of ISO 3166-1, and Kosovo
    assert not set(territories()) & {"EU", "UN", "EZ", "ZZ", "001", "419"}


@pytest.mark.parametrize(
    ("territory", "first", "how_many"),
    [
        ("UG", "Africa/Kampala", 1),
        ("CD", "Africa/Kinshasa", 2),
        ("BR", "America/Sao_Paulo", 16),
        ("XK", "Europe/Belgrade", 1),
    ],
)
def test_the_zone_of_most_people_comes_first(territory: str, first: str, how_many: int) -> None:
    assert zones(territory)[0] == first
    assert len(zones(territory)) == len(set(zones(territory))) == how_many


def test_every_zone_is_one_that_a_clock_can_be_set_to() -> None:
    assert [code for code in territories() if not zones(code)] == ["BV", "HM"]  # nobody lives there
    for zone in {zone for code in territories() for zone in zones(code)}:
        assert ZoneInfo(zone).key == zone


@pytest.mark.parametrize(
    ("language", "kampala", "cairo", "buenos_aires", "kyiv"),
    [
        ("en", "Kampala", "Cairo", "Buenos Aires", "Kyiv"),
        ("ar", "كامبالا", "القاهرة", "بوينوس أيرس", "كييف"),
        ("es", "Kampala", "El Cairo", "Buenos Aires", "Kiev"),
        ("fr", "Kampala", "Le Caire", "Buenos Aires", "Kiev"),
        ("pt", "Kampala", "Cairo", "Buenos Aires", "Kiev"),
    ],
)
def test_a_zone_is_called_after_its_city(language: str, kampala: str, cairo: str, buenos_aires: str, kyiv: str) -> None:
    named = ("Africa/Kampala", "Africa/Cairo", "America/Argentina/Buenos_Aires", "Europe/Kyiv")
    assert [Tongue(language).zone(zone) for zone in named] == [kampala, cairo, buenos_aires, kyiv]
    assert Tongue(language).zone("Etc/UTC") == "UTC"
    assert "/" not in "".join(Tongue(language).zone(zone) for code in territories() for zone in zones(code))


@pytest.mark.parametrize(("language", "name"), [("en", "Uganda"), ("ar", "أوغندا"), ("fr", "Ouganda")])
def test_a_territory_has_its_name_in_the_language(language: str, name: str) -> None:
    assert Tongue(language).territory("UG") == name
    assert Tongue(language).territory("QQ") == "QQ"
