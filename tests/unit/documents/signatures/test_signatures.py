"""What is said of signatures that were made as signing applications make them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pyhanko.sign.timestamps import DummyTimeStamper

from shared.samples import pades, signed_pdf
from shared.samples.pades import pades_signed, time_stamped, updated, with_revocations
from shared.samples.pki import Authority, Holder
from shared.tanda_tangan import Keutuhan, Masa, Pencabutan, Putusan, Rantai, SumberWaktu
from tests.unit.documents.makers import changed
from tests.unit.documents.signatures.conftest import Look
from tests.unit.documents.signatures.updates import act_when_opened, add_form, fill_form, note_on_page, write_on_page

DAY = timedelta(days=1)


def test_a_good_signature_is_good_in_everything(look: Look, good: bytes) -> None:
    (one,) = look(good)
    assert (one.nama, one.organisasi, one.penerbit) == ("Budi Contoh", "KPU Kabupaten Contoh", "Penerbit Contoh")
    assert (one.keutuhan, one.rantai, one.masa) == (Keutuhan.DITAMBAH, Rantai.DIKENAL, Masa.BERLAKU)
    assert (one.pencabutan, one.sumber_waktu) == (Pencabutan.TIDAK_DICABUT, SumberWaktu.CAP_WAKTU)
    assert one.waktu is not None
    assert abs(datetime.now(UTC) - one.waktu) < timedelta(minutes=10)
    assert one.putusan is Putusan.SAH


def test_what_is_not_in_the_document_is_not_checked(look: Look, bare: bytes) -> None:
    (one,) = look(bare)
    assert (one.keutuhan, one.rantai, one.masa) == (Keutuhan.UTUH, Rantai.DIKENAL, Masa.BERLAKU)
    assert (one.pencabutan, one.sumber_waktu) == (Pencabutan.TIDAK_DIPERIKSA, SumberWaktu.PENANDA_TANGAN)
    assert one.putusan is Putusan.TIDAK_PASTI


def test_with_revocation_lists_the_claimed_time_is_enough_while_they_are_fresh(
    look: Look, bare: bytes, authority: Authority
) -> None:
    pdf = with_revocations(bare, authority, authority.revocations())
    assert [one.putusan for one in look(pdf)] == [Putusan.SAH]
    (later,) = look(pdf, now=datetime.now(UTC) + 30 * DAY)
    assert (later.pencabutan, later.putusan) == (Pencabutan.TIDAK_DIPERIKSA, Putusan.TIDAK_PASTI)


def test_an_unknown_root(look: Look, good: bytes, stranger: Authority, tmp_path: Path) -> None:
    (tmp_path / "lain.pem").write_bytes(stranger.root.pem)
    (one,) = look(good, tmp_path / "lain.pem")
    assert (one.rantai, one.sumber_waktu, one.putusan) == (
        Rantai.TIDAK_DIKENAL, SumberWaktu.CAP_ASING, Putusan.TIDAK_SAH,
    )  # fmt: skip


@pytest.mark.parametrize("content", [None, b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_without_roots_no_chain_is_checked_and_nothing_is_green(
    look: Look, good: bytes, tmp_path: Path, content: bytes | None
) -> None:
    folder = None
    if content is not None:
        folder = tmp_path / "akar"
        folder.mkdir()
        (folder / "akar.pem").write_bytes(content)
    (one,) = look(good, folder)
    assert (one.rantai, one.pencabutan) == (Rantai.TIDAK_DIPERIKSA, Pencabutan.TIDAK_DIPERIKSA)
    assert (one.keutuhan, one.putusan) == (Keutuhan.DITAMBAH, Putusan.TIDAK_PASTI)


def test_a_signer_who_vouches_for_himself(look: Look) -> None:
    (one,) = look(signed_pdf(signer="Ketua Contoh"))
    assert (one.nama, one.keutuhan, one.rantai) == ("Ketua Contoh", Keutuhan.UTUH, Rantai.TIDAK_DIKENAL)


@pytest.mark.parametrize(
    ("change", "keutuhan"),
    [
        (fill_form, Keutuhan.DITAMBAH), (write_on_page, Keutuhan.BERUBAH), (note_on_page, Keutuhan.BERUBAH),
        (act_when_opened, Keutuhan.BERUBAH),
    ],
)  # fmt: skip
def test_what_is_added_later(
    look: Look, source: bytes, signer: Holder, authority: Authority, change: Any, keutuhan: Keutuhan
) -> None:
    signed = pades_signed(changed(source, add_form), signer, authority)
    (one,) = look(updated(signed, change))
    assert one.keutuhan is keutuhan
    assert (one.putusan is Putusan.TIDAK_SAH) is (keutuhan is Keutuhan.BERUBAH)


def test_a_changed_byte(look: Look, good: bytes) -> None:
    at = good.index(b"stream") + 20
    (one,) = look(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
    assert (one.keutuhan, one.nama, one.putusan) == (Keutuhan.BERUBAH, "Budi Contoh", Putusan.TIDAK_SAH)


def test_a_certificate_that_had_expired(look: Look, source: bytes, authority: Authority) -> None:
    late = authority.signer("Lama Contoh", begins=-60 * DAY, lasts=30 * DAY)
    (one,) = look(pades_signed(source, late, authority, stamp=authority))
    assert (one.keutuhan, one.masa, one.putusan) == (Keutuhan.UTUH, Masa.TIDAK_BERLAKU, Putusan.TIDAK_SAH)


def test_a_certificate_that_expires_later_is_good_only_if_the_time_is_proven(
    look: Look, good: bytes, bare: bytes
) -> None:
    later = datetime.now(UTC) + 365 * 3 * DAY
    (stamped,), (claimed,) = look(good, now=later), look(bare, now=later)
    assert (stamped.masa, stamped.putusan) == (Masa.BERLAKU, Putusan.SAH)
    assert (claimed.masa, claimed.putusan) == (Masa.TIDAK_PASTI, Putusan.TIDAK_PASTI)


@pytest.mark.parametrize(
    ("stamp", "since", "found"),
    [
        (True, timedelta(), Pencabutan.DICABUT), (True, 2 * DAY, Pencabutan.TIDAK_DICABUT),
        (False, timedelta(), Pencabutan.DICABUT), (False, 2 * DAY, Pencabutan.DICABUT),
    ],
)  # fmt: skip
def test_a_revoked_certificate_signs_nothing_any_more(
    look: Look, source: bytes, authority: Authority, stamp: bool, since: timedelta, found: Pencabutan
) -> None:
    lost = authority.signer("Hilang Contoh")
    lists = authority.revocations([lost], since)
    pdf = pades_signed(source, lost, authority, stamp=authority if stamp else None, revocations=lists)
    (one,) = look(pdf, now=authority.began + 3 * DAY)
    assert (one.rantai, one.pencabutan) == (Rantai.DIKENAL, found)
    assert (one.putusan is Putusan.SAH) is (found is Pencabutan.TIDAK_DICABUT)


def test_two_signatures_are_judged_each_for_itself(
    look: Look, good: bytes, authority: Authority, stranger: Authority
) -> None:
    other = stranger.signer("Siti Asing")
    first, second = look(pades_signed(good, other, stranger, field="TandaTangan2"))
    assert (first.nama, first.keutuhan, first.putusan) == ("Budi Contoh", Keutuhan.DITAMBAH, Putusan.SAH)
    assert (second.nama, second.keutuhan, second.putusan) == ("Siti Asing", Keutuhan.UTUH, Putusan.TIDAK_SAH)


def test_a_time_stamp_of_an_unknown_authority_is_a_claim(
    look: Look, source: bytes, signer: Holder, authority: Authority, stranger: Authority
) -> None:
    pdf = pades_signed(source, signer, authority, stamp=stranger, revocations=authority.revocations())
    (now,), (later,) = look(pdf), look(pdf, now=datetime.now(UTC) + 365 * 3 * DAY)
    assert (now.sumber_waktu, now.masa) == (SumberWaktu.CAP_ASING, Masa.BERLAKU)
    assert (later.masa, later.putusan) == (Masa.TIDAK_PASTI, Putusan.TIDAK_PASTI)


def test_a_time_stamp_of_something_else(
    look: Look, source: bytes, signer: Holder, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Elsewhere(DummyTimeStamper):
        async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:
            return await super().async_timestamp(bytes(len(message_digest)), md_algorithm)

    monkeypatch.setattr(pades, "DummyTimeStamper", Elsewhere)
    (one,) = look(pades_signed(source, signer, authority, stamp=authority))
    assert (one.keutuhan, one.sumber_waktu) == (Keutuhan.UTUH, SumberWaktu.CAP_RUSAK)
    assert (one.waktu, one.putusan) == (None, Putusan.TIDAK_SAH)


def test_a_time_stamp_of_the_whole_document(look: Look, good: bytes, authority: Authority) -> None:
    signature, stamp = look(time_stamped(good, authority))
    assert (signature.cap_waktu, signature.putusan) == (False, Putusan.SAH)
    assert (stamp.cap_waktu, stamp.nama, stamp.keutuhan) == (True, "Cap Waktu Contoh", Keutuhan.UTUH)
    assert (stamp.putusan, stamp.sumber_waktu) == (Putusan.SAH, SumberWaktu.CAP_WAKTU)


@pytest.mark.parametrize("trusted", [True, False])
def test_a_weak_digest_is_never_good(
    look: Look, source: bytes, signer: Holder, authority: Authority, roots: Path, trusted: bool
) -> None:
    pdf = pades_signed(source, signer, authority, digest="sha1", revocations=authority.revocations())
    (one,) = look(pdf, roots if trusted else None)
    assert (one.rantai, one.putusan) == (Rantai.TIDAK_SAH, Putusan.TIDAK_SAH)


def test_names_are_kept_as_they_can_be_shown(look: Look, source: bytes, authority: Authority) -> None:
    odd = authority.signer("Budi\x00\n\u202e" + "x" * 50)
    (one,) = look(pades_signed(source, odd, authority))
    assert one.nama == "Budi " + "x" * 50
