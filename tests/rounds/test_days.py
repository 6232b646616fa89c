"""Days and cities as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.dates import read_day
from dialogs.territories import zones
from dialogs.zones import all_zones, found_zones

TODAY = date(2026, 11, 21)

DAYS = {
    "2027-03-15": date(2027, 3, 15),
    "2027/3/5": date(2027, 3, 5),
    "15 March 2027": date(2027, 3, 15),
    "March 15, 2027": date(2027, 3, 15),
    "15th March": date(2027, 3, 15),
    "15-Mar-2027": date(2027, 3, 15),
    "Friday 4 December": date(2026, 12, 4),
    "15/3/27": date(2027, 3, 15),
    "15.03.2027": date(2027, 3, 15),
    "3/15/2027": date(2027, 3, 15),
    "15/3": date(2027, 3, 15),
    "21 nov": date(2026, 11, 21),
    "20 nov": date(2027, 11, 20),
    "29 February": date(2028, 2, 29),
    "1er janvier 2027": date(2027, 1, 1),
    "vendredi 4 décembre": date(2026, 12, 4),
    "le 15 août 2027": date(2027, 8, 15),
    "15 de marzo de 2027": date(2027, 3, 15),
    "hasta el 15 de marzo": date(2027, 3, 15),
    "viernes, 4 de diciembre de 2026": date(2026, 12, 4),
    "15 de março de 2027": date(2027, 3, 15),
    "terça-feira, 1 de dezembro": date(2026, 12, 1),
    "15 مارس 2027": date(2027, 3, 15),
    "١٥ مارس ٢٠٢٧": date(2027, 3, 15),
    "١٥ آذار ٢٠٢٧": date(2027, 3, 15),
    "20 كانون الأول 2026": date(2026, 12, 20),
    "15 جويلية 2027": date(2027, 7, 15),
    "الجمعة، ٤ ديسمبر ٢٠٢٦": date(2026, 12, 4),
    "1 January 2020": date(2020, 1, 1),
    "31/2/2027": None,
    "2027-02-31": None,
    "0/0/0": None,
    "tomorrow": None,
    "15": None,
    "March": None,
    "1 2 3 4": None,
    "call me on 15 March": None,
    "99999999999999999999 march": None,
    "": None,
}


@pytest.mark.parametrize("typed", DAYS)
def test_a_day_is_read_as_it_is_written_in_any_language(typed: str) -> None:
    assert read_day(typed, TODAY) == DAYS[typed]


CITIES: dict[str, tuple[str, ...]] = {
    "Kampala": ("Africa/Kampala",),
    "sao paulo": ("America/Sao_Paulo",),
    "São Paulo": ("America/Sao_Paulo",),
    "القاهرة": ("Africa/Cairo",),
    "America/New_York": ("America/New_York",),
    "Asia/Calcutta": ("Asia/Kolkata",),
    "utc": ("UTC",),
    "Atlantis": (),
    "X": (),
}


@pytest.mark.parametrize("typed", CITIES)
def test_a_time_zone_is_found_by_its_city(typed: str) -> None:
    assert found_zones(typed) == CITIES[typed]


def test_part_of_a_city_finds_several() -> None:
    assert {"America/New_York", "America/St_Johns"} <= set(found_zones("New"))


def test_every_zone_that_is_offered_can_be_found() -> None:
    assert all(found_zones(zone) == (zone,) for zone in all_zones())
    assert set(zones("UG")) <= all_zones()
