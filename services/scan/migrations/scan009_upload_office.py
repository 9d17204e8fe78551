"""An upload belongs to an office. Those for stacks that are on their way belong to none and are sent anew."""

import sqlalchemy as sa
from alembic import op

revision = "scan009"
down_revision = "scan008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("unggahan", sa.Column("kantor", sa.String, nullable=False, server_default=""))
    op.execute("UPDATE unggahan SET kantor = berkas.kantor FROM berkas WHERE berkas.id = unggahan.berkas_id")
    op.alter_column("unggahan", "kantor", server_default=None)


def downgrade() -> None:
    """Undo."""
    op.drop_column("unggahan", "kantor")
