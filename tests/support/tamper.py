"""What the audit must find: the superuser changes a row behind the back of its service."""

from typing import Any

import psycopg

from deploy.local.stack import Stack


def tamper(stack: Stack, service: str, query: str, values: tuple[Any, ...] = ()) -> int:
    """Run `query` in a service's database with all triggers off; returns how many rows it met."""
    with psycopg.connect(stack.administrator, dbname=f"terbit_{service}") as connection:
        connection.execute("SET session_replication_role = replica")
        return connection.execute(query.encode(), values).rowcount
