"""Two rows in every table, whatever tables there are: what a backup has to bring back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Date, Integer, Table, Text, cast, insert, literal, select
from sqlalchemy.types import JSON

from bot.storage.columns import UTCDateTime
from bot.storage.copying import found_tables

AT = datetime(2026, 11, 22, 10, 30, 15, 123456, UTC)


def fill(connection: Connection) -> set[str]:
    """The names of the tables that were filled: two rows each, and the second refers to what is first."""
    tables = found_tables(connection)
    for table in tables:
        for number in (1, 2):
            connection.execute(insert(table).values(_row(table, number, connection)))
    if connection.dialect.name == "postgresql":
        for name in numbered(connection):
            connection.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), 2)")
    return {table.name for table in tables}


def numbered(connection: Connection) -> list[str]:
    """The tables whose rows are numbered by the database."""
    return [
        table.name
        for table in found_tables(connection)
        if [column.name for column in table.primary_key] == ["id"] and isinstance(table.c.id.type, Integer)
    ]


def _row(table: Table, number: int, connection: Connection) -> dict[str, Any]:
    return {column.name: _value(table, column, number, connection) for column in table.columns}


def _value(table: Table, column: Column[Any], number: int, connection: Connection) -> Any:
    if column.foreign_keys:
        (key, *_) = column.foreign_keys
        same = key.column.table is table
        if same and number == 1:
            return None
        values = connection.scalars(select(key.column).order_by(key.column)).all()
        return values[0] if same else values[number - 1]
    if column.info.get("json"):
        odd = f'{{"b": {number},  "a": null, "é": "ك"}}'
        return cast(literal(odd, Text), JSON) if connection.dialect.name == "postgresql" else odd
    match column.type:
        case Boolean():
            return number == 1
        case Integer():
            return number
        case UTCDateTime():
            return AT.replace(day=number)
        case Date():
            return date(2026, 11, number)
        case _:
            length = getattr(column.type, "length", None) or 40
            return f"{number} {column.name} é ك"[:length]
