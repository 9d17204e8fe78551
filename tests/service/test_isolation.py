"""No service can read another's tables: proved with the databases' own permissions."""

import itertools

import psycopg
import pytest
from sqlalchemy import make_url

from shared.sop import SERVICES
from tests.support.bench import Bench


@pytest.mark.parametrize(("service", "other"), list(itertools.permutations(SERVICES, 2)))
def test_a_service_may_not_even_open_the_database_of_another(bench: Bench, service: str, other: str) -> None:
    mine, theirs = make_url(bench.stack.database_url(service)), make_url(bench.stack.database_url(other))
    reach = {"host": mine.host, "port": mine.port, "user": mine.username, "password": mine.password}
    psycopg.connect(**reach, dbname=mine.database).close()  # type: ignore[arg-type]
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(**reach, dbname=theirs.database)  # type: ignore[arg-type]


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_no_superuser_and_makes_no_roles(bench: Bench, service: str) -> None:
    url = bench.stack.database_url(service).replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles "
            "WHERE rolname = current_user"
        ).fetchone()
    assert row == (False, False, False, False, False)
