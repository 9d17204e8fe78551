"""People as console told of them, and sessions that were ended before their time."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "s003"
down_revision = "s002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "orang",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("versi", sa.Integer, nullable=False),
        sa.Column("aktif", sa.Boolean, nullable=False),
        sa.Column("isi", JSONB, nullable=False),
    )
    op.create_table(
        "sesi_berakhir",
        sa.Column("sesi", UUID(as_uuid=True), primary_key=True),
        sa.Column("habis", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("sesi_berakhir")
    op.drop_table("orang")
