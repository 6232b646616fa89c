"""What the tables are made of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import JSON, BigInteger, ColumnElement, DateTime, Dialect, Integer, Text, TypeDecorator
from sqlalchemy.sql.operators import OperatorType, eq, ne
from sqlmodel import SQLModel

from bot.packing import packed, unpacked
from bot.sealing.keys import CannotOpen, Keyring

METADATA = SQLModel.metadata
METADATA.naming_convention = {  # every constraint has a name, so that a later migration can change it
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

MANY = BigInteger().with_variant(Integer, "sqlite")
"""The number of a row in a table that grows without end; SQLite's own integers are as large."""


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. Raises ValueError for a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


_KEYRINGS: WeakKeyDictionary[Dialect, Keyring] = WeakKeyDictionary()
"""By dialect, since that is all of its engine that a column sees; every engine has one of its own."""


def unlock(dialect: Dialect, keys: Keyring) -> None:
    """Seal and open with these keys whatever goes through this dialect's engine."""
    _KEYRINGS[dialect] = keys


def keys_of(dialect: Dialect) -> Keyring | None:
    """What this dialect's engine was opened with."""
    return _KEYRINGS.get(dialect)


def _keys(dialect: Dialect) -> Keyring:
    """The same where there must be some. Raises CannotOpen."""
    try:
        return _KEYRINGS[dialect]
    except KeyError:
        raise CannotOpen("the database was opened without keys") from None


class Sealed(TypeDecorator[str]):
    """Text that only the keys can read. Empty text stays empty, so that SQL can ask for it."""

    impl = Text
    cache_ok = True

    class comparator_factory(TypeDecorator.Comparator[str]):  # noqa: N801  # the name that SQLAlchemy looks for
        """Every sealing of the same words is another: comparing would find nothing, and say nothing."""

        def operate(self, op: OperatorType, *other: Any, **kwargs: Any) -> ColumnElement[Any]:
            if op not in {eq, ne} or other not in {("",), (None,)}:
                raise TypeError("what is sealed can be compared with nothing but the empty text")
            return super().operate(op, *other, **kwargs)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return _keys(dialect).seal(value.encode("utf-8", "replace")) if value else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return _keys(dialect).open(value).decode() if value else value


class SealedJSON(TypeDecorator[Any]):
    """JSON that only the keys can read, kept as `{"sealed": "<token>"}`.

    What has `readable` for its only key stays as it is, for SQL to look into; no words may be there.
    """

    impl = JSON
    cache_ok = True

    def __init__(self, readable: str | None = None) -> None:
        super().__init__()
        self.readable = readable

    def coerce_compared_value(self, op: OperatorType | None, value: Any) -> Any:
        return self.impl_instance.coerce_compared_value(op, value)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if value is None or self._stays(value):
            return value
        return {"sealed": _keys(dialect).seal(packed(value))}

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        if value is None or self._stays(value):
            return value
        return unpacked(_keys(dialect).open(value["sealed"]))

    def _stays(self, value: Any) -> bool:
        return self.readable is not None and isinstance(value, dict) and value.keys() == {self.readable}


def standing(value: Any) -> dict[str, Any]:
    """What rows of earlier releases have in a column that came later; for `sa_column_kwargs`."""
    return {"server_default": value}
