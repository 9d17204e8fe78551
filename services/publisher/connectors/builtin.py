"""The built-in JDIH site as a target of publication."""

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, delete

from services.publisher.connectors.looking import SiteDiffers, file_seen, page_fields, visitor
from services.publisher.domain.bukti import Bukti, file_faults, page_faults
from services.publisher.domain.metadata import COMPARED, LABELS, shown
from services.publisher.domain.teks import pages_of, searchable
from services.publisher.models import ProdukTerbit, Publikasi
from shared.events.tables import now
from shared.runtime import Runtime
from shared.sidik import algorithm_of


class BuiltinSite:
    """Its file lies in the public bucket, its page comes from `produk_terbit`. See Connector."""

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime

    def publish(self, publikasi: Publikasi) -> None:
        """The object first, then the row that leads to it."""
        self.runtime.store.publish(publikasi.sha256, publikasi.object_key)
        row = self._row(publikasi)
        changed = {name: value for name, value in row.items() if name not in {"publikasi_id", "pada"}}
        with self.runtime.database.unit() as unit:
            statement = insert(ProdukTerbit).values(**row)
            unit.session.execute(statement.on_conflict_do_update(index_elements=["publikasi_id"], set_=changed))

    def verify(self, publikasi: Publikasi) -> Bukti:
        """Page and file at their public addresses, as everybody gets them."""
        start, site = now(), self.runtime.settings.verification_url
        page, file = f"{site}{publikasi.page_path}", f"{site}{publikasi.file_path}"
        wanted = {LABELS[name]: value for name, value in shown(publikasi.produk).items() if name in COMPARED}
        with visitor() as client:
            fields, seen = page_fields(client, page), file_seen(client, file, algorithm_of(publikasi.sidik))
        if faults := [*page_faults(fields, wanted), *file_faults(seen, publikasi.sha256, publikasi.sidik)]:
            raise SiteDiffers("; ".join(faults))
        return Bukti(
            halaman=page, berkas=file, sha256=seen.sha256, sidik=seen.sidik, ukuran=seen.ukuran,
            isian={label: fields[label] for label in wanted}, mulai=start, selesai=now(),
        )  # fmt: skip

    def withdraw(self, publikasi: Publikasi) -> None:
        """The row first, so that no page leads to a missing file."""
        with self.runtime.database.unit() as unit:
            unit.session.exec(delete(ProdukTerbit).where(col(ProdukTerbit.publikasi_id) == publikasi.id))
        self.runtime.store.unpublish(publikasi.object_key)

    def _row(self, publikasi: Publikasi) -> dict[str, object]:
        produk = publikasi.produk
        return {
            "publikasi_id": publikasi.id, "kantor": publikasi.kantor, "judul": produk.judul, "jenis": produk.jenis,
            "tahun": produk.tahun, "tanggal_penetapan": produk.tanggal_penetapan, "teks": self._text(publikasi),
            "pada": now(),
        }  # fmt: skip

    def _text(self, publikasi: Publikasi) -> str:
        if publikasi.teks_sha256 is None:
            return ""
        with self.runtime.store.open(publikasi.teks_sha256) as content:
            return searchable(pages_of(content.read()))
