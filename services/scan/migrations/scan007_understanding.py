"""What was understood of a scan, and cut-outs of its pages."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "scan007"
down_revision = "scan006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("pemindaian", sa.Column("pemahaman", JSONB(none_as_null=True)))
    op.create_table(
        "potongan",
        sa.Column("pemindaian_id", UUID(as_uuid=True), primary_key=True),
        sa.Column("kode", sa.String, primary_key=True),
        sa.Column("halaman", sa.Integer, nullable=False),
        sa.Column("gambar", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("potongan")
    op.drop_column("pemindaian", "pemahaman")
