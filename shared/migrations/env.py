"""Alembic's entry: the runtime gives the database, the imported models give the metadata."""

from alembic import context
from sqlmodel import SQLModel

import shared.events.tables
import shared.tables  # noqa: F401 - for their metadata
from shared.runtime import Runtime

runtime: Runtime = context.config.attributes["runtime"]
with runtime.database.engine.connect() as connection:
    context.configure(connection=connection, target_metadata=SQLModel.metadata, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()
