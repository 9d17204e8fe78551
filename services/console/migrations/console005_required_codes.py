"""For which roles an office says that codes are required."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "console005"
down_revision = "console004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "kode_wajib",
        sa.Column("kantor", sa.String, sa.ForeignKey("kantor.kode"), primary_key=True),
        sa.Column("peran", JSONB, nullable=False),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("kode_wajib")
