"""A service's own PostgreSQL database: engine, unit of work, tables that every service has."""

from shared.database.engine import Database
from shared.database.unit import Unit

__all__ = ["Database", "Unit"]
