"""Bad input is bad in just the way it says; the signed file is truly signed."""

import re
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7

from shared.samples import (
    Contoh,
    bad_text_layer_pdf,
    encrypted_pdf,
    keputusan_kabupaten,
    pdf_without_pages,
    signed_pdf,
    surat_edaran,
    text_named_pdf,
    truncated_pdf,
)


def test_encrypted_opens_with_its_password_only() -> None:
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(encrypted_pdf()))
    with pikepdf.open(BytesIO(encrypted_pdf()), password="rahasia") as pdf:
        assert len(pdf.pages) == 1


def test_encrypted_without_reading_password_is_still_encrypted() -> None:
    with pikepdf.open(BytesIO(encrypted_pdf(""))) as pdf:
        assert pdf.is_encrypted


def test_truncated_begins_well_and_has_no_end() -> None:
    data = truncated_pdf()
    assert data.startswith(b"%PDF-")
    assert b"%%EOF" not in data[-1024:]
    with pytest.raises(pikepdf.PdfError):
        pikepdf.open(BytesIO(data), attempt_recovery=False)


def test_without_pages_is_well_formed() -> None:
    with pikepdf.open(BytesIO(pdf_without_pages()), attempt_recovery=False) as pdf:
        assert len(pdf.pages) == 0


def test_text_is_no_pdf() -> None:
    assert b"%PDF" not in text_named_pdf()
    assert text_named_pdf().decode("ascii")


@pytest.mark.parametrize("contoh", [surat_edaran(), keputusan_kabupaten()], ids=["edaran", "keputusan"])
def test_bad_text_layer_is_invisible_rubbish_over_a_picture(contoh: Contoh) -> None:
    data = bad_text_layer_pdf(contoh)
    with pypdfium2.PdfDocument(data) as document:
        text = document[0].get_textpage().get_text_range()
    assert len(text) > 200
    assert not set(contoh.pages[0].split()) & {word for word in text.split() if len(word) > 3}
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages) == len(contoh.pages)
        assert b"3 Tr" in pdf.pages[0].Contents[-1].read_bytes()


def covered_and_signature(data: bytes) -> tuple[bytes, bytes]:
    found = re.search(rb"/ByteRange \[ (\d+) (\d+) (\d+) (\d+) \]", data)
    assert found is not None
    first, length, second, rest = (int(number) for number in found.groups())
    assert (first, second + rest) == (0, len(data))
    contents = bytes.fromhex(data[length + 1 : second - 1].decode("ascii"))
    return data[:length] + data[second:], contents


def holds_digest_of(covered: bytes, contents: bytes) -> bool:
    """Whether the signed attributes hold the digest of the covered bytes."""
    digest = hashes.Hash(hashes.SHA256())
    digest.update(covered)
    return digest.finalize() in contents


@pytest.mark.parametrize("source", [None, keputusan_kabupaten().born_digital_pdf], ids=["own", "given"])
def test_signature_covers_every_byte_but_itself(source: bytes | None) -> None:
    covered, contents = covered_and_signature(signed_pdf(source))
    assert holds_digest_of(covered, contents)
    assert not holds_digest_of(covered.replace(b"%PDF-", b"%pdf-", 1), contents)


def test_signature_has_the_signer_s_certificate() -> None:
    _, contents = covered_and_signature(signed_pdf(signer="Ketua Contoh"))
    length = int.from_bytes(contents[2:4], "big") + 4
    [certificate] = pkcs7.load_der_pkcs7_certificates(contents[:length])
    assert certificate.subject.rfc4514_string() == "CN=Ketua Contoh"
    assert isinstance(certificate.public_key(), ec.EllipticCurvePublicKey)


def test_signed_file_opens_and_has_the_field() -> None:
    data = signed_pdf()
    with pikepdf.open(BytesIO(data), attempt_recovery=False) as pdf:
        [field] = pdf.Root.AcroForm.Fields
        assert field.FT == "/Sig"
        assert [int(number) for number in field.V.ByteRange][3] > 0
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) == 1
