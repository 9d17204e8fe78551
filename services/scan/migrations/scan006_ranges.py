"""Pages read so far, and the ranges in which several workers read a long scan."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "scan006"
down_revision = "scan005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.add_column("pemindaian", sa.Column("perlu_dibaca", sa.Integer))
    op.create_table(
        "bacaan",
        sa.Column("pemindaian_id", UUID(as_uuid=True), primary_key=True),
        sa.Column("nomor", sa.Integer, primary_key=True),
        sa.Column("isi", sa.LargeBinary),
        sa.Column("gambar", sa.LargeBinary),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_table(
        "rentang",
        sa.Column("pemindaian_id", UUID(as_uuid=True), primary_key=True),
        sa.Column("nomor", sa.Integer, primary_key=True),
        sa.Column("halaman", JSONB, nullable=False),
        sa.Column("dipesan_at", MOMENT),
        sa.Column("selesai_at", MOMENT),
        sa.Column("sebab", sa.String),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("rentang")
    op.drop_table("bacaan")
    op.drop_column("pemindaian", "perlu_dibaca")
