"""How Alembic finds the database: the engine that `bot.storage.engine` hands over."""

from __future__ import annotations

from alembic import context

from bot.storage.tables import METADATA


def run() -> None:
    with context.config.attributes["engine"].connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=METADATA,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
