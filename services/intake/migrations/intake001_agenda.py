"""Buku agenda, submissions, withdrawals, notes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "intake001"
down_revision = None
branch_labels = ("intake",)
depends_on = "s001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    _agenda()
    op.create_table(
        "pengajuan",
        sa.Column("orang_id", UUID(as_uuid=True), primary_key=True),
        sa.Column("kunci", sa.String, primary_key=True),
        sa.Column("berkas_id", UUID(as_uuid=True), nullable=False),
    )
    op.create_table(
        "permintaan_tarik",
        sa.Column("berkas_id", UUID(as_uuid=True), primary_key=True),
        sa.Column("alasan", sa.String, nullable=False),
        sa.Column("diminta_pada", MOMENT, nullable=False),
        sa.Column("terlambat_sebab", sa.String),
    )
    op.create_table(
        "catatan_perkara",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("berkas_id", UUID(as_uuid=True), nullable=False),
        sa.Column("judul", sa.String, nullable=False),
        sa.Column("rincian", sa.String, nullable=False),
        sa.Column("pelaku", sa.String, nullable=False),
        sa.Column("pada", MOMENT, nullable=False),
    )
    op.create_index("catatan_perkara_berkas", "catatan_perkara", ["berkas_id"])


def _agenda() -> None:
    op.create_table(
        "penghitung_agenda",
        sa.Column("kantor", sa.String, primary_key=True),
        sa.Column("tahun", sa.Integer, primary_key=True),
        sa.Column("terakhir", sa.Integer, nullable=False),
    )
    op.create_table(
        "agenda",
        sa.Column("berkas_id", UUID(as_uuid=True), primary_key=True),
        sa.Column("kantor", sa.String, nullable=False),
        sa.Column("tahun", sa.Integer, nullable=False),
        sa.Column("nomor", sa.Integer, nullable=False),
        sa.Column("diterima_pada", MOMENT, nullable=False),
        sa.Column("nomor_naskah", sa.String, nullable=False),
        sa.Column("tanggal_naskah", sa.Date, nullable=False),
        sa.Column("asal", sa.String, nullable=False),
        sa.Column("perihal", sa.String, nullable=False),
        sa.Column("lampiran", sa.String, nullable=False),
        sa.UniqueConstraint("kantor", "tahun", "nomor"),
    )
    op.create_index("agenda_kantor", "agenda", ["kantor", "tahun", "nomor"])


def downgrade() -> None:
    """Undo."""
    for table in ("catatan_perkara", "permintaan_tarik", "pengajuan", "agenda", "penghitung_agenda"):
        op.drop_table(table)
