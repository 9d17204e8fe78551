"""What is known of the clock of a person's device: by how many steps it is ahead, and what the last code said of it."""

import sqlalchemy as sa
from alembic import op

revision = "console006"
down_revision = "console005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("totp", sa.Column("geser", sa.Integer, nullable=False, server_default="0"))
    op.alter_column("totp", "geser", server_default=None)
    op.add_column("totp", sa.Column("calon", sa.Integer))


def downgrade() -> None:
    """Undo."""
    op.drop_column("totp", "calon")
    op.drop_column("totp", "geser")
