"""By what stored bytes are bound beside the SHA-256 that names them."""

import sqlalchemy as sa
from alembic import op

revision = "s006"
down_revision = "s005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("stored_object", sa.Column("sidik", sa.String, nullable=False, server_default=""))
    op.alter_column("stored_object", "sidik", server_default=None)


def downgrade() -> None:
    """Undo."""
    op.drop_column("stored_object", "sidik")
