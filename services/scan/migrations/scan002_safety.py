"""What acted in the sources of a scan, and what the virus scanner said of what was handed in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "scan002"
down_revision = "scan001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    for name in ("aktif", "virus"):
        op.add_column("pemindaian", sa.Column(name, JSONB(none_as_null=True)))


def downgrade() -> None:
    """Undo."""
    for name in ("aktif", "virus"):
        op.drop_column("pemindaian", name)
