"""Everything that is sealed, as it lies in the tables: counted by key, and sealed anew under the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnClause,
    Engine,
    Row,
    Select,
    TableClause,
    Text,
    Update,
    and_,
    bindparam,
    column,
    select,
    table,
    update,
)
from sqlalchemy import tuple_ as together
from sqlmodel import Session

from bot.sealing.keys import Keyring
from bot.storage.columns import METADATA, Sealed, SealedJSON
from bot.storage.engine import transaction

BATCH = 200
"""Rows that are sealed anew in one transaction: nobody who answers meanwhile waits for long."""

Looked = Callable[[int], None]
"""Told how many rows were looked at."""


@dataclass(frozen=True, slots=True)
class Place:
    """One table with what is sealed in it, without opening it: the columns of its key, of texts and of JSON."""

    name: str
    key: tuple[str, ...]
    texts: tuple[str, ...]
    forms: tuple[str, ...]
    there: TableClause = field(init=False)

    def __post_init__(self) -> None:
        keys: list[ColumnClause[Any]] = [column(name) for name in self.key]
        texts = [column(name, Text()) for name in self.texts]
        forms = [column(name, JSON()) for name in self.forms]
        object.__setattr__(self, "there", table(self.name, *keys, *texts, *forms))

    def page(self, after: Row[Any] | None) -> Select[Any]:
        """The next rows behind this one; where rows can be locked, those that nobody is busy with."""
        keys = [self.there.c[name] for name in self.key]
        wanted = select(self.there).order_by(*keys).limit(BATCH).with_for_update(skip_locked=True, key_share=True)
        if after is None:
            return wanted
        return wanted.where(together(*keys) > together(*(getattr(after, name) for name in self.key)))

    def tokens(self, row: Row[Any]) -> Mapping[str, str]:
        """What is sealed in the row, by column."""
        found = {name: getattr(row, name) for name in self.texts}
        for name in self.forms:
            form = getattr(row, name)
            found[name] = form.get("sealed") if isinstance(form, dict) else None
        return {name: token for name, token in found.items() if token}

    def change(self) -> Update:
        """Takes the row's key as `of_...`, and new values of all columns as `new_...`."""
        names = self.texts + self.forms
        return (
            update(self.there)
            .where(and_(*(self.there.c[name] == bindparam(f"of_{name}") for name in self.key)))
            .values({name: bindparam(f"new_{name}", type_=self.there.c[name].type) for name in names})
        )

    def changed(self, row: Row[Any], tokens: Mapping[str, str]) -> dict[str, Any]:
        """The parameters of a change that puts these in place of what was there."""
        texts = {f"new_{name}": tokens.get(name, getattr(row, name)) for name in self.texts}
        forms = {
            f"new_{name}": {"sealed": tokens[name]} if name in tokens else getattr(row, name) for name in self.forms
        }
        return {f"of_{name}": getattr(row, name) for name in self.key} | texts | forms


def places() -> tuple[Place, ...]:
    """Every table in which something is sealed."""
    found = []
    for each in METADATA.sorted_tables:
        texts = tuple(one.name for one in each.columns if isinstance(one.type, Sealed))
        forms = tuple(one.name for one in each.columns if isinstance(one.type, SealedJSON))
        if texts or forms:
            found.append(Place(each.name, tuple(one.name for one in each.primary_key), texts, forms))
    return tuple(found)


def census(engine: Engine, keys: Keyring) -> Counter[str | None]:
    """How many values each key holds, by its fingerprint; None for what no key given opens."""
    held: Counter[str | None] = Counter(dict.fromkeys(keys.fingerprints, 0))
    for place in places():
        for _, rows in _batches(engine, place):
            held.update(keys.holder(token) for row in rows for token in place.tokens(row).values())
    return held


def reseal(engine: Engine, keys: Keyring, looked: Looked) -> int:
    """Seal everything under the first key, each batch in a transaction of its own; how many values it changed.

    What was done before is passed over, and so is what somebody else is writing at this moment: they seal it with the
    first key, or the next call finds it. Raises CannotOpen.
    """
    changed = 0
    for place in places():
        change = place.change()
        for session, rows in _batches(engine, place):
            new = [(row, _under_the_first(keys, place.tokens(row))) for row in rows]
            given = [place.changed(row, tokens) for row, tokens in new if tokens]
            if given:
                session.connection().execute(change, given)
            changed += sum(len(tokens) for _, tokens in new)
            looked(len(rows))
    return changed


def _under_the_first(keys: Keyring, tokens: Mapping[str, str]) -> dict[str, str]:
    return {name: keys.resealed(token) for name, token in tokens.items() if not keys.holds_first(token)}


def _batches(engine: Engine, place: Place) -> Iterator[tuple[Session, Sequence[Row[Any]]]]:
    """All rows of the table in the order of their key; each batch is committed before the next is read."""
    last: Row[Any] | None = None
    while True:
        with transaction(engine) as session:
            rows = session.connection().execute(place.page(last)).all()
            if not rows:
                return
            yield session, rows
        last = rows[-1]
