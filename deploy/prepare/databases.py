"""One database and one role per service; nobody can open another's database."""

from collections.abc import Mapping

import psycopg
from psycopg import sql


def prepare_databases(administrator: str, passwords: Mapping[str, str]) -> None:
    """Create role and database `terbit_<service>` for each service with its password; may be repeated.

    `administrator` is a libpq connection string of a superuser, `passwords` maps service to password.
    """
    with psycopg.connect(administrator, autocommit=True) as connection:
        for database in ("postgres", "template1"):
            _close_to_public(connection, database)
        for service, password in passwords.items():
            name = f"terbit_{service}"
            _role(connection, name, password)
            _database(connection, name)
            _close_to_public(connection, name)


def _role(connection: psycopg.Connection, name: str, password: str) -> None:
    verb = "ALTER" if _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", name) else "CREATE"
    statement = sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(
        sql.SQL(verb), sql.Identifier(name), sql.Literal(password)
    )
    connection.execute(statement)


def _database(connection: psycopg.Connection, name: str) -> None:
    if _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", name):
        return
    # template0 needs no checkpoint of other sessions; file_copy is quicker than logging an almost empty database
    statement = sql.SQL("CREATE DATABASE {0} OWNER {0} TEMPLATE template0 STRATEGY file_copy")
    connection.execute(statement.format(sql.Identifier(name)))


def _close_to_public(connection: psycopg.Connection, database: str) -> None:
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(database)))


def _exists(connection: psycopg.Connection, query: str, name: str) -> bool:
    return connection.execute(query.encode(), (name,)).fetchone() is not None
