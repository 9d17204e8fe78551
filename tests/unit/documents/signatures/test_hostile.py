"""Signatures that lie or are none: a clear word about each, never a crash, never a good one."""

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from shared.documents.bounded import Bounds
from shared.documents.pdf_facts import facts_of_pdf
from shared.documents.signatures import signatures_of
from shared.samples.pades import pades_signed
from shared.samples.pki import Authority, Holder
from shared.tanda_tangan import Keutuhan, Putusan, kalimat, kalimat_semua
from tests.unit.documents.makers import changed
from tests.unit.documents.signatures.conftest import Look

BOUNDS = Bounds(memory_mb=1024, cpu_seconds=60, wall_seconds=120)
RANGE = re.compile(rb"/ByteRange \[[^\]]*\]")
GAP = re.compile(rb"<([0-9a-fA-F]{2000,})>")
MUTATIONS = 60


def claims(contents: bytes) -> Callable[[Pdf], None]:
    """A field with a value that is called a signature."""

    def add(pdf: Pdf) -> None:
        value = Dictionary(
            Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), SubFilter=Name("/ETSI.CAdES.detached"),
            ByteRange=Array([0, 10, 20, 30]), Contents=String(contents),
        )  # fmt: skip
        field = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("T1"), V=pdf.make_indirect(value)))
        pdf.Root.AcroForm = Dictionary(SigFlags=3, Fields=Array([field]))

    return add


def with_range(pdf: bytes, numbers: bytes) -> bytes:
    """The signed document with another byte range, not a byte longer."""
    found = RANGE.search(pdf)
    assert found
    other = b"/ByteRange [" + numbers + b"]"
    return pdf[: found.start()] + other.ljust(len(found[0])) + pdf[found.end() :]


def own_range(pdf: bytes) -> list[int]:
    found = RANGE.search(pdf)
    assert found
    return [int(number) for number in re.findall(rb"\d+", found[0])]


@pytest.mark.parametrize(
    "numbers",
    [
        b"0 10 20 30",
        b"0 0 0 0",
        b"1 2 3",
        b"",
        b"0 -1 5 5",
        b"0 99999999999999999999 1 1",
        b"/A /B /C /D",
        b"0 1.5 2 3",
    ],
)
def test_a_byte_range_that_lies(look: Look, bare: bytes, numbers: bytes) -> None:
    (one,) = look(with_range(bare, numbers))
    assert (one.keutuhan, one.putusan) == (Keutuhan.TIDAK_TERBACA, Putusan.TIDAK_SAH)
    assert kalimat(one).startswith("Tidak sah: tanda tangan tidak dapat dibaca")


def test_a_byte_range_without_its_end(look: Look, good: bytes) -> None:
    _, before, after, rest = own_range(good)
    (one,) = look(with_range(good, b"0 %d %d %d" % (before, after, rest - 5)))
    assert one.putusan is Putusan.TIDAK_SAH


def test_bytes_that_hide_in_the_gap_are_found(look: Look, bare: bytes) -> None:
    """The same signature written as plain bytes is half as long: by lengths alone the whole file would be covered."""
    gap = GAP.search(bare)
    assert gap
    plain = re.sub(rb"([()\\])", rb"\\\1", bytes.fromhex(gap[1].decode())).replace(b"\r", b"\\r")
    hidden = (b"(" + plain + b") /Lain (tersembunyi)").ljust(len(gap[0]))
    assert len(hidden) == len(gap[0])
    (one,) = look(bare[: gap.start()] + hidden + bare[gap.end() :])
    assert (one.keutuhan, one.putusan) == (Keutuhan.TIDAK_TERBACA, Putusan.TIDAK_SAH)


@pytest.mark.parametrize(
    "contents",
    [b"bukan CMS", b"0\x82\xff\xff" + b"\1" * 40, b"0\x80" * 3000, bytes([0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF])],
)
def test_what_is_no_cms(look: Look, source: bytes, contents: bytes) -> None:
    (one,) = look(changed(source, claims(contents)))
    assert (one.keutuhan, one.putusan, one.nama) == (Keutuhan.TIDAK_TERBACA, Putusan.TIDAK_SAH, "")


def test_five_megabytes_of_junk_in_a_child(source: bytes, tmp_path: Path) -> None:
    path = tmp_path / "besar.pdf"
    path.write_bytes(changed(source, claims(random.Random(5).randbytes(5_000_000))))
    assert facts_of_pdf(path)["signed"]
    found = signatures_of(path, None, BOUNDS)
    assert [one.keutuhan for one in found.tanda_tangan] == [Keutuhan.TIDAK_TERBACA]
    assert kalimat_semua(found) == "Tidak sah: tanda tangan tidak dapat dibaca (terlalu besar)."


def test_a_kind_that_nobody_looks_at_is_not_checked(look: Look, source: bytes) -> None:
    def old(pdf: Pdf) -> None:
        claims(b"0\0" * 50)(pdf)
        pdf.Root.AcroForm.Fields[0].V.SubFilter = Name("/adbe.x509.rsa_sha1")

    (one,) = look(changed(source, old))
    assert one.putusan in {Putusan.TIDAK_PASTI, Putusan.TIDAK_SAH}


def test_fields_that_lead_back_into_themselves(look: Look, source: bytes) -> None:
    def loop(pdf: Pdf) -> None:
        claims(b"bukan CMS")(pdf)
        field = pdf.Root.AcroForm.Fields[0]
        parent = pdf.make_indirect(Dictionary(T=String("induk"), Kids=Array([field])))
        parent.Kids.append(parent)
        pdf.Root.AcroForm.Fields.append(parent)

    assert {one.putusan for one in look(changed(source, loop))} == {Putusan.TIDAK_SAH}


def test_more_signatures_than_anybody_puts_on_a_document(look: Look, source: bytes) -> None:
    def many(pdf: Pdf) -> None:
        claims(b"bukan CMS")(pdf)
        value = pdf.Root.AcroForm.Fields[0].V
        for number in range(2, 30):
            field = Dictionary(FT=Name.Sig, T=String(f"T{number}"), V=value)
            pdf.Root.AcroForm.Fields.append(pdf.make_indirect(field))

    found = look(changed(source, many))
    assert (len(found), found[-1].sebab) == (21, "tanda tangan lebih dari 20")


@pytest.mark.parametrize("content", [b"", b"bukan PDF", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"])
def test_what_is_no_pdf(look: Look, content: bytes) -> None:
    assert [one.keutuhan for one in look(content)] == [Keutuhan.TIDAK_TERBACA]


def test_a_document_that_was_cut_off(look: Look, good: bytes) -> None:
    assert [one.putusan for one in look(good[: len(good) // 2])] == [Putusan.TIDAK_SAH]


def test_no_mutation_is_taken_for_good(look: Look, bare: bytes) -> None:
    gap = GAP.search(bare)
    assert gap
    chance = random.Random(11)
    outside = [at for at in range(len(bare)) if not gap.start() <= at < gap.end()]
    for _ in range(MUTATIONS):
        at = chance.choice(outside)
        wrong = bare[:at] + bytes([bare[at] ^ (1 << chance.randrange(8))]) + bare[at + 1 :]
        for one in look(wrong):
            assert one.keutuhan in {Keutuhan.BERUBAH, Keutuhan.TIDAK_TERBACA}, at


def test_no_mutation_of_the_signature_itself_breaks_anything(look: Look, good: bytes) -> None:
    gap = GAP.search(good)
    assert gap
    chance = random.Random(12)
    used = len(gap[1].rstrip(b"0"))
    for _ in range(MUTATIONS):
        at = gap.start() + 1 + chance.randrange(used)
        wrong = good[:at] + chance.choice(b"0123456789abcdef").to_bytes(1, "big") + good[at + 1 :]
        assert all(one.putusan in Putusan for one in look(wrong))


def test_too_heavy_is_not_checked_and_not_good(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / "berat.pdf"
    path.write_bytes(good)
    found = signatures_of(path, None, Bounds(memory_mb=1024, cpu_seconds=60, wall_seconds=0.05))
    (one,) = found.tanda_tangan
    assert (one.keutuhan, found.putusan) == (Keutuhan.TIDAK_DIPERIKSA, Putusan.TIDAK_PASTI)
    assert "tidak selesai dalam batas waktu dan memori" in kalimat(one)


def test_the_file_is_only_read(good: bytes, roots: Path, tmp_path: Path) -> None:
    path = tmp_path / "berkas.pdf"
    path.write_bytes(good)
    path.chmod(0o400)
    found = signatures_of(path, roots, BOUNDS)
    assert (found.putusan, path.read_bytes()) == (Putusan.SAH, good)
    assert json.loads(found.model_dump_json())["tanda_tangan"][0]["nama"] == "Budi Contoh"


def test_an_object_stream_is_read_as_pyhanko_reads_it(
    look: Look, source: bytes, signer: Holder, authority: Authority, tmp_path: Path
) -> None:
    path = tmp_path / "padat.pdf"
    with pikepdf.open(changed_path(tmp_path, source)) as pdf:
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"/ObjStm" in path.read_bytes()
    signed = pades_signed(path.read_bytes(), signer, authority, revocations=authority.revocations())
    assert [one.keutuhan for one in look(signed)] == [Keutuhan.DITAMBAH]


def changed_path(folder: Path, content: bytes) -> Path:
    path = folder / "asal.pdf"
    path.write_bytes(content)
    return path
