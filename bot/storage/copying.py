"""Tables from one database to another, row by row and value by value as they are kept: what is sealed stays sealed.

The tables are those that are found there, of whatever release, and not those that this release knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    DateTime,
    Insert,
    MetaData,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    func,
    insert,
    select,
    text,
)

from bot.storage.columns import UTCDateTime

CHUNK = 1000
"""Rows that are in memory at once."""

RELEASE = "alembic_version"
"""The table that says of which release the others are; it is not copied, since the other side has its own."""

_JSON = "json"


@dataclass(frozen=True, slots=True)
class Sum:
    """How many rows a table has, and a sum of them that does not hang on their order."""

    rows: int = 0
    total: int = 0

    def with_rows(self, rows: Iterable[tuple[Any, ...]]) -> Sum:
        count, total = self.rows, self.total
        for row in rows:
            count += 1
            total += int.from_bytes(sha256(repr(row).encode("utf-8", "surrogatepass")).digest(), "big")
        return Sum(count, total % (1 << 256))


def found_tables(connection: Connection) -> list[Table]:
    """What is there, but for `RELEASE`, each table behind those that it refers to. JSON is text in them."""
    there = MetaData()
    there.reflect(connection)
    for column in (column for table in there.tables.values() for column in table.columns):
        if isinstance(column.type, JSON):
            column.type, column.info[_JSON] = Text(), True
        elif isinstance(column.type, DateTime):
            column.type = UTCDateTime()
    return [table for table in there.sorted_tables if table.name != RELEASE]


def copy_tables(source: Connection, target: Connection) -> dict[str, Sum]:
    """Copy everything into tables of the same release, which are empty; what was copied, by table."""
    into = {table.name: table for table in found_tables(target)}
    return {table.name: _copy(source, table, target, into[table.name]) for table in found_tables(source)}


def sums_of(connection: Connection) -> dict[str, Sum]:
    """What is there, by table."""
    sums = {}
    for table in found_tables(connection):
        total = Sum()
        for chunk in _chunks(connection, table):
            total = total.with_rows(chunk)
        sums[table.name] = total
    return sums


def go_on_counting(connection: Connection) -> None:
    """Have PostgreSQL number new rows behind those that were copied; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in found_tables(connection):
        for column in table.primary_key.columns:
            name = connection.scalar(select(func.pg_get_serial_sequence(f'"{table.name}"', column.name)))
            if name is not None:
                last = connection.scalar(select(func.max(column)))
                connection.execute(text("SELECT setval(:name, :last, :used)"), _from(name, last))


def _from(name: str, last: int | None) -> dict[str, Any]:
    return {"name": name, "last": last or 1, "used": last is not None}


def _copy(source: Connection, table: Table, target: Connection, into: Table) -> Sum:
    total, writing = Sum(), _writing(into, target)
    names = [column.name for column in _columns(table)]
    for chunk in _chunks(source, table):
        total = total.with_rows(chunk)
        target.execute(writing, [dict(zip(names, row, strict=True)) for row in chunk])
    return total


def _chunks(connection: Connection, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    """The rows in the order of their keys: what refers to an earlier row of the same table comes after it."""
    rows = connection.execute(_reading(table, connection), execution_options={"yield_per": CHUNK})
    for chunk in rows.partitions(CHUNK):
        yield [tuple(row) for row in chunk]


def _columns(table: Table) -> list[Column[Any]]:
    """In one order wherever they are: a migration may have left them in another."""
    return sorted(table.columns, key=lambda column: column.name)


def _reading(table: Table, connection: Connection) -> Select[Any]:
    server = connection.dialect.name == "postgresql"
    columns = [cast(column, Text) if server and _JSON in column.info else column for column in _columns(table)]
    return select(*columns).order_by(*table.primary_key.columns)


def _writing(table: Table, connection: Connection) -> Insert:
    server = connection.dialect.name == "postgresql"
    values = {column.name: bindparam(column.name, type_=column.type) for column in table.columns}
    json = {name: cast(value, JSON) for name, value in values.items() if server and _JSON in table.c[name].info}
    return insert(table).values({**values, **json})
