"""What people write is sealed, and so is what was there already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import context, op

from bot.packing import packed
from bot.sealing.keys import CannotOpen, Keyring
from bot.storage.columns import UTCDateTime
from bot.storage.engine import UNSEALED

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BATCH = 500
"""Rows that are read at once."""

TEXTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "answer": (("participation_id", "capability"), ("why", "note")),
    "answer_revision": (("id",), ("why", "note")),
    "agreement": (("assessment_id", "capability"), ("reason", "dissent")),
    "agreement_revision": (("id",), ("reason", "dissent")),
    "priority": (("assessment_id", "capability"), ("lead", "note")),
    "participation": (("id",), ("name",)),
    "coordinator": (("assessment_id", "person_id"), ("name",)),
    "invitation": (("id",), ("label",)),
    "set_aside": (("id",), ("content",)),
}
"""By table, its key and the columns of text."""

FORMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "conversation": (("channel", "address"), ("state",)),
    "outgoing": (("id",), ("payload",)),
    "assessment": (("id",), ("imported",)),
}
"""The same with columns of JSON."""

NARROW = {"participation": "name", "coordinator": "name", "invitation": "label", "priority": "lead"}
"""Columns that held 200 letters."""


def upgrade() -> None:
    connection = op.get_bind()
    for table, column in NARROW.items():
        _widen(connection, table, column)
    sealed = 0
    for table, (key, columns) in TEXTS.items():
        sealed += _seal(connection, table, key, columns, sa.Text())
    for table, (key, columns) in FORMS.items():
        sealed += _seal(connection, table, key, columns, sa.JSON())
    if sealed:
        _enter(connection)
    # Whatever was there before is gone from the tables; now it has to go from the files too.
    if connection.dialect.name == "sqlite":
        op.execute(f"PRAGMA user_version = {UNSEALED}")
    else:
        _write_anew()


def _widen(connection: sa.Connection, table: str, column: str) -> None:
    if connection.dialect.name == "postgresql":
        op.alter_column(table, column, type_=sa.Text(), existing_type=sa.String(200), server_default=sa.text("''"))
        return
    # The table is not made anew, as SQLite is usually told to: rows of others refer to it meanwhile.
    op.add_column(table, sa.Column("wide", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.execute(f'UPDATE "{table}" SET wide = "{column}"')  # noqa: S608  # names from above
    op.execute(f'ALTER TABLE "{table}" DROP COLUMN "{column}"')
    op.execute(f'ALTER TABLE "{table}" RENAME COLUMN wide TO "{column}"')


def _seal(connection: sa.Connection, table: str, key: Sequence[str], columns: Sequence[str], kind: Any) -> int:
    """Seal what these columns hold; how many values."""
    there = sa.table(table, *(sa.column(name) for name in key), *(sa.column(name, kind) for name in columns))
    change = (
        sa.update(there)
        .where(*(there.c[name] == sa.bindparam(f"of_{name}") for name in key))
        .values({name: sa.bindparam(f"new_{name}", type_=kind) for name in columns})
    )
    sealed = 0
    for page in _pages(connection, there, key):
        rows = []
        for row in page:
            new = {name: _sealed(getattr(row, name)) for name in columns}
            changed = [name for name in columns if new[name] != getattr(row, name)]
            sealed += len(changed)
            if changed:
                rows.append(
                    {f"of_{name}": getattr(row, name) for name in key} | {f"new_{name}": new[name] for name in columns}
                )
        if rows:
            connection.execute(change, rows)
    return sealed


def _pages(connection: sa.Connection, there: sa.TableClause, key: Sequence[str]) -> Iterator[Sequence[sa.Row[Any]]]:
    """All rows in the order of their key, a batch at a time."""
    columns = [there.c[name] for name in key]
    wanted, page = sa.select(there).order_by(*columns).limit(BATCH), None
    while page is None or len(page) == BATCH:
        if page:
            after = sa.tuple_(*columns) > sa.tuple_(*(sa.literal(getattr(page[-1], name)) for name in key))
            wanted = wanted.where(after)
        page = connection.execute(wanted).all()
        yield page


def _sealed(value: Any) -> Any:
    """Nothing and the empty text stay as they are, and so do calls: they hold numbers alone."""
    if not value or (isinstance(value, dict) and value.keys() == {"call"}):
        return value
    if isinstance(value, str):
        return _keys().seal(value.encode("utf-8", "replace"))
    return {"sealed": _keys().seal(packed(value))}


def _keys() -> Keyring:
    keys: Keyring | None = context.config.attributes.get("keys")
    if keys is None:
        raise CannotOpen("what is in the database is to be sealed now, and there are no keys")
    return keys


def _enter(connection: sa.Connection) -> None:
    register = sa.table("sealing_key", sa.column("fingerprint", sa.String), sa.column("since", UTCDateTime))
    row = {"fingerprint": _keys().fingerprints[0], "since": datetime.now(UTC)}
    connection.execute(sa.insert(register).values(row))


def _write_anew() -> None:
    """Have PostgreSQL write each table into a new file: rows that were replaced would wait in the old one."""
    for table, (_, columns) in TEXTS.items():
        op.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{columns[0]}" TYPE TEXT USING "{columns[0]}" || \'\'')
    for table, (_, columns) in FORMS.items():
        op.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{columns[0]}" TYPE JSON USING "{columns[0]}"::text::json')
