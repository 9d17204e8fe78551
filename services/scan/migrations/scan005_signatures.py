"""What the electronic signatures of the signed documents are worth."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "scan005"
down_revision = "scan004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("pemindaian", sa.Column("tanda_tangan", JSONB(none_as_null=True)))


def downgrade() -> None:
    """Undo."""
    op.drop_column("pemindaian", "tanda_tangan")
