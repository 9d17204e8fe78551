"""Alembic, once for all services: the tables that every service has, and each service's own beside them."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from shared.runtime import Runtime

SHARED = Path(__file__).parent
LOCK = 7_316_228
"""Advisory lock: several containers may migrate at once, one after the other."""


def configuration(runtime: Runtime, folder: Path) -> Config:
    """Alembic's configuration for the service whose code lies in `folder`."""
    config = Config()
    config.set_main_option("script_location", str(SHARED))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", f"{SHARED / 'versions'}:{folder / 'migrations'}")
    config.attributes["runtime"] = runtime
    return config


def migrate(runtime: Runtime, folder: Path) -> None:
    """Bring the database to the newest schema."""
    with runtime.database.engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
        command.upgrade(configuration(runtime, folder), "heads")
        connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})


def up_to_date(runtime: Runtime, folder: Path) -> bool:
    """Whether the database has the newest schema."""
    wanted = set(ScriptDirectory.from_config(configuration(runtime, folder)).get_heads())
    with runtime.database.engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == wanted
