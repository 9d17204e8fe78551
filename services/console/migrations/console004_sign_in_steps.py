"""Passwords that must be changed, codes, offices' own providers, tickets between the steps; tries by network."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "console004"
down_revision = "console003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.add_column("akun", sa.Column("harus_ganti", sa.Boolean, nullable=False, server_default=sa.false()))
    op.alter_column("akun", "harus_ganti", server_default=None)
    op.add_column("percobaan_masuk", sa.Column("jaringan", sa.String, nullable=False, server_default=""))
    op.alter_column("percobaan_masuk", "jaringan", server_default=None)
    op.create_index("percobaan_masuk_jaringan", "percobaan_masuk", ["jaringan", "pada"])
    op.create_table(
        "tiket",
        sa.Column("sidik", sa.String, primary_key=True),
        sa.Column("tahap", sa.String, nullable=False),
        sa.Column("akun", UUID(as_uuid=True), sa.ForeignKey("akun.id")),
        sa.Column("isi", JSONB, nullable=False),
        sa.Column("habis", MOMENT, nullable=False),
    )
    op.create_index("ix_tiket_akun", "tiket", ["akun"])
    op.create_table(
        "totp",
        sa.Column("akun", UUID(as_uuid=True), sa.ForeignKey("akun.id"), primary_key=True),
        sa.Column("rahasia", sa.String, nullable=False),
        sa.Column("sejak", MOMENT),
        sa.Column("langkah", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "kode_pemulihan",
        sa.Column("akun", UUID(as_uuid=True), sa.ForeignKey("akun.id"), primary_key=True),
        sa.Column("nomor", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sidik", sa.String, nullable=False),
        sa.Column("dipakai_pada", MOMENT),
    )
    op.create_table(
        "oidc_kantor",
        sa.Column("kantor", sa.String, sa.ForeignKey("kantor.kode"), primary_key=True),
        sa.Column("penerbit", sa.String, nullable=False),
        sa.Column("klien", sa.String, nullable=False),
        sa.Column("rahasia", sa.String, nullable=False),
        sa.Column("klaim_orang", sa.String, nullable=False),
        sa.Column("klaim_peran", sa.String, nullable=False),
        sa.Column("peta_peran", JSONB, nullable=False),
        sa.Column("terima_baru", sa.Boolean, nullable=False),
        sa.Column("aktif", sa.Boolean, nullable=False),
    )
    op.create_table(
        "oidc_orang",
        sa.Column("penerbit", sa.String, primary_key=True),
        sa.Column("sub", sa.String, primary_key=True),
        sa.Column("akun", UUID(as_uuid=True), sa.ForeignKey("akun.id"), nullable=False),
        sa.Column("sejak", MOMENT, nullable=False),
        sa.UniqueConstraint("penerbit", "akun", name="oidc_orang_satu"),
    )


def downgrade() -> None:
    """Undo."""
    for table in ("oidc_orang", "oidc_kantor", "kode_pemulihan", "totp", "tiket"):
        op.drop_table(table)
    op.drop_index("percobaan_masuk_jaringan", "percobaan_masuk")
    op.drop_column("percobaan_masuk", "jaringan")
    op.drop_column("akun", "harus_ganti")
