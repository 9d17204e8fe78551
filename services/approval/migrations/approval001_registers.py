"""The registers of dispositions and decisions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "approval001"
down_revision = None
branch_labels = ("approval",)
depends_on = "s001"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "disposisi_lembar",
        *_act(),
        sa.Column("sifat", sa.String, nullable=False),
        sa.Column("diteruskan_kepada", JSONB, nullable=False),
        sa.Column("harap", JSONB, nullable=False),
        sa.Column("lembar", sa.String, nullable=False),
        sa.UniqueConstraint("berkas_id", "giliran", name="disposisi_lembar_once"),
        sa.CheckConstraint("oleh <> pengusul", name="disposisi_lembar_four_eyes"),
    )
    op.create_table(
        "putusan",
        *_act(),
        sa.Column("tindakan", sa.String, nullable=False),
        sa.Column("keputusan", sa.String, nullable=False),
        sa.Column("hasil", sa.String, nullable=False),
        sa.Column("lembar", sa.String),
        sa.Column("distempel", sa.String),
        sa.UniqueConstraint("berkas_id", "giliran", name="putusan_once"),
        sa.CheckConstraint("oleh <> pengusul", name="putusan_four_eyes"),
        sa.CheckConstraint("lembar IS NOT NULL OR keputusan IN ('dikembalikan', 'ditolak')", name="putusan_has_sheet"),
    )


def _act() -> list[sa.Column[object]]:
    """Who did what when: the same in both registers."""
    return [
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("berkas_id", UUID(as_uuid=True), nullable=False),
        sa.Column("giliran", sa.Integer, nullable=False),
        sa.Column("langkah", sa.String, nullable=False),
        sa.Column("catatan", sa.String, nullable=False),
        sa.Column("oleh", UUID(as_uuid=True), nullable=False),
        sa.Column("oleh_nama", sa.String, nullable=False),
        sa.Column("peran", sa.String, nullable=False),
        sa.Column("pengusul", UUID(as_uuid=True), nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
    ]


def downgrade() -> None:
    """Undo."""
    op.drop_table("putusan")
    op.drop_table("disposisi_lembar")
