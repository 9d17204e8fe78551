"""The migration makes the tables that the models describe."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from services.scan.models import Pemeriksaan, Pemindaian, PenerimaanRangkap
from services.scan.pemisahan.models import BagianTumpukan, Tumpukan
from shared.runtime import Runtime

OURS = {str(model.__tablename__) for model in (Pemeriksaan, Pemindaian, PenerimaanRangkap, Tumpukan, BagianTumpukan)}


def ours(thing: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
    return (name if kind == "table" else thing.table.name) in OURS


def test_the_database_is_as_the_models_say(scan: Runtime) -> None:
    with scan.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": ours})
        found = compare_metadata(context, SQLModel.metadata)
        seen = context.dialect.get_table_names(connection)
    assert set(seen) >= OURS
    assert found == []
