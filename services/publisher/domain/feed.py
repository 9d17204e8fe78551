"""The JDIHN feed: 28 fields a document, all strings, `-` where there is nothing."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Final, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints, TypeAdapter, model_validator

from services.publisher.domain.metadata import Metadata

NOTHING: Final = "-"
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Number = Annotated[str, StringConstraints(pattern=r"^[0-9]+$")]
Year = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$")]
FileName = Annotated[str, StringConstraints(pattern=r"^(-|[A-Za-z0-9._-]+\.pdf)$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+/\S*$")]
_MOMENT: Final = TypeAdapter(AwareDatetime)
_DAY: Final = "%Y-%m-%d"


class FeedEntry(BaseModel):
    """One published document, as the national network reads it (names are the network's)."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    idData: Number
    tahun_pengundangan: Year
    tanggal_penetapan: Day
    tanggal_pengundangan: Day
    jenis: Text
    noPeraturan: Text
    judul: Text
    noPanggil: Text | None
    singkatanJenis: Text
    tempatTerbit: Text
    penerbit: Text | None
    deskripsiFisik: Text | None
    sumber: Text
    isbn: Text | None
    status: Text
    bahasa: Text
    bidangHukum: Text
    teuBadan: Text | None
    nomorIndukBuku: Text | None
    abstrak: FileName
    last_updated: Moment
    urlAbstrak: Url | Literal["-"]
    urlDetailPeraturan: Url
    fileDownload: FileName
    urlDownload: Url
    subjek: Text
    operasi: Literal["4"]
    display: Literal["1"]

    @model_validator(mode="after")
    def _real_moments(self) -> Self:
        for day in (self.tanggal_penetapan, self.tanggal_pengundangan):
            datetime.strptime(day, _DAY)
        _MOMENT.validate_python(self.last_updated)
        if not self.tanggal_pengundangan.startswith(self.tahun_pengundangan):
            raise ValueError("tahun_pengundangan is not the year of tanggal_pengundangan")
        if not self.urlDownload.endswith(f"/{self.fileDownload}"):
            raise ValueError("urlDownload does not lead to fileDownload")
        return self


_FEED: Final = TypeAdapter(list[FeedEntry])


def entry(
    number: int, metadata: Metadata, *, penerbit: str, halaman: int | None, changed: datetime, detail: str, file: str
) -> FeedEntry:
    """A document's entry. `detail` and `file`: absolute addresses; `changed`: an aware moment.

    A Keputusan has no pengundangan: the schema wants a date, so its penetapan stands there too.
    """
    day = metadata.tanggal_penetapan.isoformat()
    return FeedEntry(
        idData=str(number), tahun_pengundangan=day[:4], tanggal_penetapan=day, tanggal_pengundangan=day,
        jenis=metadata.jenis, noPeraturan=metadata.nomor, judul=metadata.judul, noPanggil=NOTHING,
        singkatanJenis=metadata.singkatan_jenis, tempatTerbit=metadata.tempat_penetapan, penerbit=penerbit,
        deskripsiFisik=f"{halaman} hlm" if halaman else NOTHING, sumber=metadata.sumber, isbn=NOTHING,
        status=metadata.status, bahasa=metadata.bahasa, bidangHukum=metadata.bidang_hukum, teuBadan=metadata.teu,
        nomorIndukBuku=NOTHING, abstrak=NOTHING, last_updated=changed.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        urlAbstrak=NOTHING, urlDetailPeraturan=detail, fileDownload=file.rpartition("/")[2], urlDownload=file,
        subjek=metadata.subjek, operasi="4", display="1",
    )  # fmt: skip


def write_feed(entries: Sequence[FeedEntry]) -> bytes:
    """The feed as JSON (UTF-8), read back before it is given out. Raises ValueError as `read_feed`."""
    content = _FEED.dump_json(list(entries), indent=1)
    read_feed(content)
    return content


def read_feed(content: bytes) -> list[FeedEntry]:
    """A feed that keeps every rule. Raises ValueError (pydantic's, or for a document that stands twice)."""
    entries = _FEED.validate_json(content)
    for name in ("idData", "urlDetailPeraturan", "urlDownload"):
        values = [getattr(item, name) for item in entries]
        if len(set(values)) != len(values):
            raise ValueError(f"{name}: a document stands twice")
    return entries
