"""What the databases of a stack answer."""

from typing import Any

import psycopg
from psycopg.rows import dict_row

from deploy.local.stack import Stack

Row = dict[str, Any]


def rows(stack: Stack, service: str, query: str, **values: object) -> list[Row]:
    """The answer of one service's database; what the query changes is committed. Raises psycopg.Error."""
    url = stack.database_url(service).replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(url, row_factory=dict_row, connect_timeout=5) as connection:
        found = connection.execute(query, values)
        return found.fetchall() if found.description else []


def number(stack: Stack, service: str, query: str, **values: object) -> int:
    """A single number from one service's database. Raises psycopg.Error."""
    (row,) = rows(stack, service, query, **values)
    return int(next(iter(row.values())) or 0)
