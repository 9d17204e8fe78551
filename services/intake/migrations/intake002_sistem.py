"""Office systems: keys, events and documents received, subscriptions, deliveries, acts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "intake002"
down_revision = "intake001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
ID = UUID(as_uuid=True)
WAITING = sa.text("keadaan = 'menunggu'")


def _text(name: str, *, nullable: bool = False, primary_key: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.String, nullable=nullable, primary_key=primary_key)


def upgrade() -> None:
    """Apply."""
    _keys()
    _received()
    _subscriptions()


def _keys() -> None:
    op.create_table(
        "kunci_sistem",
        sa.Column("id", ID, primary_key=True),
        *map(_text, ("kantor", "keperluan")),
        sa.Column("lingkup", JSONB, nullable=False),
        sa.Column("orang_id", ID, nullable=False),
        *map(_text, ("orang_nama", "sidik", "rahasia")),
        sa.Column("formulir", sa.String, unique=True),
        sa.Column("dibuat_pada", MOMENT, nullable=False),
        sa.Column("dibuat_oleh", ID, nullable=False),
        _text("dibuat_nama"),
        sa.Column("berakhir_pada", MOMENT, nullable=False),
        sa.Column("dipakai_pada", MOMENT),
        sa.Column("dicabut_pada", MOMENT),
        sa.Column("dicabut_oleh", ID),
        _text("dicabut_nama", nullable=True),
    )
    op.create_index("kunci_sistem_kantor", "kunci_sistem", ["kantor"])
    op.create_table(
        "catatan_sistem",
        sa.Column("id", ID, primary_key=True),
        _text("kantor"),
        sa.Column("pada", MOMENT, nullable=False),
        *map(_text, ("apa", "rincian", "oleh")),
        sa.Column("oleh_id", ID),
        sa.Column("kunci_id", ID),
    )
    op.create_index("catatan_sistem_kantor", "catatan_sistem", ["kantor", "pada"])


def _received() -> None:
    op.create_table(
        "peristiwa_sistem",
        *(_text(name, primary_key=True) for name in ("kantor", "sumber", "peristiwa")),
        _text("sidik"),
        sa.Column("kunci_id", ID, nullable=False),
        sa.Column("jawaban", JSONB, nullable=False),
        sa.Column("pada", MOMENT, nullable=False),
    )
    op.create_table(
        "pesan_sistem",
        sa.Column("kunci_id", ID, primary_key=True),
        _text("pesan", primary_key=True),
        _text("sidik"),
        sa.Column("pada", MOMENT, nullable=False),
    )
    op.create_index("pesan_sistem_pada", "pesan_sistem", ["pada"])
    op.create_table(
        "dokumen_sistem",
        *(_text(name, primary_key=True) for name in ("kantor", "sha256")),
        _text("nama"),
        sa.Column("ukuran", sa.BigInteger, nullable=False),
        _text("tipe"),
        sa.Column("halaman", sa.Integer, nullable=False),
        sa.Column("bertanda_tangan", sa.Boolean, nullable=False),
        sa.Column("kunci_id", ID, nullable=False),
        sa.Column("pada", MOMENT, nullable=False),
    )


def _subscriptions() -> None:
    op.create_table(
        "langganan_kabar",
        sa.Column("id", ID, primary_key=True),
        *map(_text, ("kantor", "alamat")),
        sa.Column("jenis", JSONB, nullable=False),
        _text("rahasia"),
        sa.Column("formulir", sa.String, unique=True),
        sa.Column("dibuat_pada", MOMENT, nullable=False),
        sa.Column("dibuat_oleh", ID, nullable=False),
        _text("dibuat_nama"),
        sa.Column("dihentikan_pada", MOMENT),
        sa.Column("dijeda_pada", MOMENT),
        _text("dijeda_sebab", nullable=True),
        sa.Column("gagal_sejak", MOMENT),
        sa.Column("gagal_berturut", sa.Integer, nullable=False),
        sa.Column("tahan_sampai", MOMENT),
    )
    op.create_index("langganan_kabar_kantor", "langganan_kabar", ["kantor"])
    op.create_table(
        "kiriman_kabar",
        sa.Column("id", ID, primary_key=True),
        sa.Column("langganan_id", ID, sa.ForeignKey("langganan_kabar.id"), nullable=False),
        sa.Column("berkas_id", ID, nullable=False),
        sa.Column("giliran", sa.Integer, nullable=False),
        _text("jenis"),
        sa.Column("isi", JSONB, nullable=False),
        sa.Column("terjadi_pada", MOMENT, nullable=False),
        _text("keadaan"),
        sa.Column("percobaan", sa.Integer, nullable=False),
        sa.Column("penolakan", sa.Integer, nullable=False),
        sa.Column("berikut_pada", MOMENT, nullable=False),
        sa.Column("terkirim_pada", MOMENT),
        sa.UniqueConstraint("langganan_id", "berkas_id", "giliran", "jenis"),
    )
    op.create_index("kiriman_kabar_antre", "kiriman_kabar", ["langganan_id", "berikut_pada"], postgresql_where=WAITING)
    op.create_table(
        "percobaan_kabar",
        sa.Column("id", ID, primary_key=True),
        sa.Column("kiriman_id", ID, sa.ForeignKey("kiriman_kabar.id"), nullable=False),
        sa.Column("pada", MOMENT, nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("lama_ms", sa.Integer, nullable=False),
        *map(_text, ("jawaban", "galat")),
    )
    op.create_index("percobaan_kabar_kiriman", "percobaan_kabar", ["kiriman_id"])


TABLES = (
    "percobaan_kabar", "kiriman_kabar", "langganan_kabar", "dokumen_sistem", "pesan_sistem", "peristiwa_sistem",
    "catatan_sistem", "kunci_sistem",
)  # fmt: skip


def downgrade() -> None:
    """Undo."""
    for table in TABLES:
        op.drop_table(table)
