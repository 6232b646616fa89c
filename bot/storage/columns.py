"""What the tables are made of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, TypeDecorator
from sqlmodel import SQLModel

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


def standing(value: Any) -> dict[str, Any]:
    """What rows of earlier releases have in a column that came later; for `sa_column_kwargs`."""
    return {"server_default": value}
