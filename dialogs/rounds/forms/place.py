"""Where a round takes place: the territory and its clock."""

from __future__ import annotations

from dialogs.commands import Remark
from dialogs.rounds.forms.fields import Field, Read, Sought, Unread, sought
from dialogs.rounds.states import Filling
from dialogs.sheet import Sheet
from dialogs.territories import found_territories, zones
from dialogs.tongue import Tongue
from dialogs.zones import found_zones

# The territory


def _territory_label(t: Tongue) -> str:
    return t.gettext("Territory")


def _territory_asked(_sheet: Sheet, state: Filling, t: Tongue) -> str:
    if sought(state, "territory"):
        return t.gettext("Which of these do you mean? If none, write the name another way.")
    return t.gettext("Which country or territory is this about? Write its name, in any language.")


def _territory_said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return t.territory(value) if value else t.gettext("Something else")


def _territories(sheet: Sheet, state: Filling) -> tuple[str, ...]:
    if words := sought(state, "territory"):
        return (*found_territories(words), "")
    return tuple(dict.fromkeys((*filter(None, (_known_territory(sheet, state),)), "")))


def _known_territory(sheet: Sheet, _state: Filling) -> str:
    """That of the assessment this person is at: the next one is often about the same."""
    return sheet.setup.territory if sheet.setup else ""


def _territory_read(_sheet: Sheet, _state: Filling, words: str) -> Read:
    match found_territories(words):
        case ():
            return Unread(Remark.TERRITORY_UNKNOWN)
        case (only,):
            return only
        case _:
            return Sought(words)


TERRITORY = Field(
    "territory",
    _territory_label,
    _territory_asked,
    _territory_said,
    _territories,
    _known_territory,
    read=_territory_read,
    resets=("zone", "week"),
)


# The time zone


def _zone_label(t: Tongue) -> str:
    return t.gettext("Time zone")


def _zone_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("By which clock do people work there? If it is another one, write the city.")


def _zone_said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return t.zone(value)


def _zones(sheet: Sheet, state: Filling) -> tuple[str, ...]:
    if words := sought(state, "zone"):
        return found_zones(words)
    of_the_territory = zones(state.values.get("territory", ""))
    return of_the_territory or tuple(dict.fromkeys((sheet.setup.zone if sheet.setup else "UTC", "UTC")))


def _first_zone(sheet: Sheet, state: Filling) -> str:
    return next(iter(_zones(sheet, state)), "UTC")


def _zone_read(_sheet: Sheet, _state: Filling, words: str) -> Read:
    match found_zones(words):
        case ():
            return Unread(Remark.CITY_UNKNOWN)
        case (only,):
            return only
        case _:
            return Sought(words)


ZONE = Field("zone", _zone_label, _zone_asked, _zone_said, _zones, _first_zone, read=_zone_read)
