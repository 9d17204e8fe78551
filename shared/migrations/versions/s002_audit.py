"""The audit chain of each case: rows that can only be added."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "s002"
down_revision = "s001"
branch_labels = None
depends_on = None

REFUSE = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit rows are only added: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$
"""
TRIGGER = """
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()
"""


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "audit",
        sa.Column("berkas_id", UUID(as_uuid=True), primary_key=True),
        sa.Column("giliran", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("rantai", sa.String, primary_key=True),
        sa.Column("sebelum", sa.String, nullable=False),
        sa.Column("teks", sa.String, nullable=False),
    )
    op.execute(REFUSE)
    op.execute(TRIGGER)


def downgrade() -> None:
    """Undo."""
    op.drop_table("audit")
    op.execute("DROP FUNCTION audit_refuse()")
