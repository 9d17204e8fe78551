"""The JDIHN feed of an office: one object in the public bucket, always replaced as a whole."""

from io import BytesIO

from sqlalchemy import or_, text
from sqlmodel import col, select

from services.publisher.connectors.looking import SiteDiffers, feed_seen, visitor
from services.publisher.domain.feed import FeedEntry, entry, write_feed
from services.publisher.domain.keadaan import TAMPIL, KeadaanPublikasi
from services.publisher.models import ProdukTerbit, Publikasi
from shared.database.unit import Unit
from shared.offices import office
from shared.runtime import Runtime

_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:kantor, 7316229))")


def feed_key(kantor: str) -> str:
    """Name of the feed in the public bucket."""
    return f"feed/{kantor}/document.json"


def feed_path(kantor: str) -> str:
    """Path of the feed on the built-in site."""
    return f"/jdih/{kantor}/feed/document.json"


def lock_site(unit: Unit, kantor: str) -> None:
    """Nobody else names, removes or lists this office's public files until this unit ends."""
    unit.session.execute(_LOCK, {"kantor": kantor})


def rebuild(runtime: Runtime, kantor: str) -> None:
    """Write the feed anew from what is to be seen; when anything fails, the old one stays. Raises Transient."""
    with runtime.database.unit() as unit:
        lock_site(unit, kantor)
        content = write_feed(entries(unit, kantor, runtime.settings.jdih_address))
        runtime.store.put_public(feed_key(kantor), BytesIO(content), len(content), "application/json")


def entries(unit: Unit, kantor: str, jdih_address: str) -> list[FeedEntry]:
    """One entry for each product that this office shows and whose file it has, in the order of publication."""
    query = (
        select(Publikasi, ProdukTerbit.pada)
        .join(ProdukTerbit, col(ProdukTerbit.publikasi_id) == col(Publikasi.id))
        .where(col(Publikasi.kantor) == kantor, col(Publikasi.keadaan).in_(TAMPIL))
        .where(or_(col(Publikasi.keadaan) != KeadaanPublikasi.DIKIRIM, col(Publikasi.sebab) == ""))
        .order_by(col(Publikasi.nomor))
    )
    publisher = office(unit, kantor).nama
    return [
        entry(
            publikasi.nomor or 0, publikasi.produk, penerbit=publisher, halaman=publikasi.halaman, changed=changed,
            detail=f"{jdih_address}{publikasi.page_path}", file=f"{jdih_address}{publikasi.file_path}",
        )
        for publikasi, changed in unit.session.exec(query)
    ]  # fmt: skip


def verify_feed(runtime: Runtime, publikasi: Publikasi) -> str:
    """See that the public feed tells of this product; returns its address. Raises Transient, SiteDiffers."""
    url = runtime.settings.verification_url + feed_path(publikasi.kantor)
    with visitor() as client:
        listed = feed_seen(client, url)
    with runtime.database.unit() as unit:
        wanted = entries(unit, publikasi.kantor, runtime.settings.jdih_address)
    mine = [item for item in wanted if item.idData == str(publikasi.nomor)]
    if not mine or mine[0] not in listed:
        raise SiteDiffers("produk hukum ini belum tercantum dengan benar di umpan JDIHN")
    return url
