"""The archive, the publications, and what the built-in site shows."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR, UUID

revision = "publisher001"
down_revision = None
branch_labels = ("publisher",)
depends_on = "s001"

MOMENT = sa.DateTime(timezone=True)
LIVE = sa.text("keadaan IN ('menunggu', 'dikirim', 'terverifikasi')")
KNOWN = sa.text("keadaan <> 'gagal'")


def upgrade() -> None:
    """Apply."""
    _archive()
    _publications()
    _site()


def _archive() -> None:
    op.create_table(
        "arsip",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("berkas_id", UUID(as_uuid=True), nullable=False),
        sa.Column("giliran", sa.Integer, nullable=False),
        sa.Column("kantor", sa.String, nullable=False),
        sa.Column("agenda", sa.String, nullable=False),
        sa.Column("judul", sa.String, nullable=False),
        sa.Column("lemari", sa.String, nullable=False),
        sa.Column("rak", sa.String, nullable=False),
        sa.Column("map_ordner", sa.String, nullable=False),
        sa.Column("catatan", sa.String, nullable=False),
        sa.Column("asli_disimpan", sa.Boolean, nullable=False),
        sa.Column("salinan_disimpan", sa.Boolean, nullable=False),
        sa.Column("tanpa_cap_dinas", sa.Boolean, nullable=False),
        sa.Column("oleh", JSONB, nullable=False),
        sa.Column("pada", MOMENT, nullable=False),
        sa.Column("diganti_pada", MOMENT),
        sa.UniqueConstraint("berkas_id", "giliran", name="arsip_turn"),
    )
    op.create_index("arsip_office", "arsip", ["kantor", "pada"], postgresql_where=sa.text("diganti_pada IS NULL"))


def _publications() -> None:
    op.create_table(
        "publikasi",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("nomor", sa.BigInteger, sa.Identity(always=True), unique=True, nullable=False),
        sa.Column("berkas_id", UUID(as_uuid=True), nullable=False),
        sa.Column("kantor", sa.String, nullable=False),
        sa.Column("edisi", sa.Integer, nullable=False),
        sa.Column("giliran", sa.Integer, nullable=False),
        sa.Column("situs", sa.String, nullable=False),
        sa.Column("slug", sa.String, nullable=False),
        sa.Column("nama_berkas", sa.String, nullable=False),
        sa.Column("metadata", JSONB, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("ukuran", sa.BigInteger, nullable=False),
        sa.Column("halaman", sa.Integer),
        sa.Column("teks_sha256", sa.String),
        sa.Column("keadaan", sa.String, nullable=False),
        sa.Column("sebab", sa.String, nullable=False),
        sa.Column("bukti", JSONB),
        sa.Column("oleh", JSONB, nullable=False),
        sa.Column("kunci", sa.String, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("first_published_at", MOMENT),
        sa.Column("verified_at", MOMENT),
    )
    op.create_index("publikasi_once", "publikasi", ["berkas_id", "edisi", "situs"], unique=True, postgresql_where=LIVE)
    op.create_index("publikasi_file", "publikasi", ["kantor", "nama_berkas"], unique=True, postgresql_where=KNOWN)
    op.create_index("publikasi_address", "publikasi", ["kantor", "slug"], unique=True, postgresql_where=KNOWN)
    op.create_index("publikasi_berkas", "publikasi", ["berkas_id"])


def _site() -> None:
    op.create_table(
        "produk_terbit",
        sa.Column("publikasi_id", UUID(as_uuid=True), sa.ForeignKey("publikasi.id"), primary_key=True),
        sa.Column("kantor", sa.String, nullable=False),
        sa.Column("judul", sa.String, nullable=False),
        sa.Column("jenis", sa.String, nullable=False),
        sa.Column("tahun", sa.Integer, nullable=False),
        sa.Column("tanggal_penetapan", sa.Date, nullable=False),
        sa.Column("teks", sa.String, nullable=False),
        sa.Column("pada", MOMENT, nullable=False),
        sa.Column(
            "cari_dasar", TSVECTOR, sa.Computed("to_tsvector('indonesian', judul || ' ' || teks)", persisted=True)
        ),
        sa.Column("cari_persis", TSVECTOR, sa.Computed("to_tsvector('simple', judul || ' ' || teks)", persisted=True)),
    )
    op.create_index("produk_terbit_dasar", "produk_terbit", ["cari_dasar"], postgresql_using="gin")
    op.create_index("produk_terbit_persis", "produk_terbit", ["cari_persis"], postgresql_using="gin")
    op.create_index("produk_terbit_office", "produk_terbit", ["kantor", "tanggal_penetapan"])


def downgrade() -> None:
    """Undo."""
    for table in ("produk_terbit", "publikasi", "arsip"):
        op.drop_table(table)
