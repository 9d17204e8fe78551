"""Uploads that come piece by piece."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "scan008"
down_revision = "scan007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "unggahan",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("berkas_id", UUID(as_uuid=True)),
        sa.Column("orang_id", UUID(as_uuid=True), nullable=False),
        sa.Column("nama", sa.String, nullable=False),
        sa.Column("sidik", sa.String, nullable=False),
        sa.Column("ukuran", sa.BigInteger, nullable=False),
        sa.Column("diterima", sa.BigInteger, nullable=False),
        sa.Column("habis", MOMENT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_index("unggahan_orang", "unggahan", ["orang_id", "berkas_id"])
    op.create_index("unggahan_habis", "unggahan", ["habis"])
    op.create_table(
        "potongan_unggahan",
        sa.Column(
            "unggahan_id", UUID(as_uuid=True), sa.ForeignKey("unggahan.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("mulai", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("panjang", sa.BigInteger, nullable=False),
        sa.Column("kunci", sa.String, nullable=False),
    )


def downgrade() -> None:
    """Undo."""
    for table in ("potongan_unggahan", "unggahan"):
        op.drop_table(table)
