"""Sessions, deputations, the record of what was done; a version for each person."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "console002"
down_revision = "console001"
branch_labels = None
depends_on = "s003"

HOME = """
UPDATE akun SET kantor = coalesce((SELECT min(kantor) FROM peran_akun WHERE akun = akun.id AND kantor <> ''), '')
"""
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.add_column("akun", sa.Column("versi", sa.Integer, nullable=False, server_default="0"))
    op.add_column("akun", sa.Column("kantor", sa.String, nullable=False, server_default=""))
    op.execute(HOME)
    for column in ("versi", "kantor"):
        op.alter_column("akun", column, server_default=None)
    op.create_table(
        "penugasan",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("akun", UUID(as_uuid=True), sa.ForeignKey("akun.id"), nullable=False),
        sa.Column("jenis", sa.String, nullable=False),
        sa.Column("kantor", sa.String, nullable=False),
        sa.Column("peran", sa.String, nullable=False),
        sa.Column("untuk", UUID(as_uuid=True), sa.ForeignKey("akun.id")),
        sa.Column("jabatan", sa.String, nullable=False),
        sa.Column("dasar", sa.String, nullable=False),
        sa.Column("mulai", MOMENT, nullable=False),
        sa.Column("sampai", MOMENT, nullable=False),
        sa.Column("diakhiri_pada", MOMENT),
        sa.CheckConstraint("mulai <= sampai", name="penugasan_berurutan"),
        sa.CheckConstraint("akun <> untuk", name="penugasan_orang_lain"),
    )
    op.create_index("penugasan_kantor", "penugasan", ["kantor", "sampai"])
    op.create_index("penugasan_akun", "penugasan", ["akun", "sampai"])
    op.create_table(
        "sesi",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("akun", UUID(as_uuid=True), sa.ForeignKey("akun.id"), nullable=False),
        sa.Column("cara", sa.String, nullable=False),
        sa.Column("alamat", sa.String, nullable=False),
        sa.Column("peramban", sa.String, nullable=False),
        sa.Column("dibuat", MOMENT, nullable=False),
        sa.Column("terlihat", MOMENT, nullable=False),
        sa.Column("habis", MOMENT, nullable=False),
        sa.Column("diakhiri_pada", MOMENT),
    )
    op.create_index("sesi_akun", "sesi", ["akun", "habis"])
    op.create_table(
        "catatan",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("pada", MOMENT, nullable=False),
        sa.Column("oleh", UUID(as_uuid=True)),
        sa.Column("oleh_nama", sa.String, nullable=False),
        sa.Column("apa", sa.String, nullable=False),
        sa.Column("tentang", sa.String, nullable=False),
        sa.Column("alamat", sa.String, nullable=False),
        sa.Column("rincian", JSONB, nullable=False),
    )
    op.create_index("catatan_tentang", "catatan", ["tentang", "pada"])


def downgrade() -> None:
    """Undo."""
    for table in ("catatan", "sesi", "penugasan"):
        op.drop_table(table)
    op.drop_column("akun", "kantor")
    op.drop_column("akun", "versi")
