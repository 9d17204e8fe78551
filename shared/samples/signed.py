"""A signed PDF: a real detached PKCS#7 signature over the bytes of the file."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID
from pikepdf import Array, Dictionary, Name, Pdf, String

from shared.samples.surat import surat_edaran

CONTENTS_BYTES = 4096
PLACEHOLDER = 9_999_999_999
SIGNED_AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)


def signed_pdf(source: bytes | None = None, signer: str = "Pejabat Contoh") -> bytes:
    """`source` (a circular by default) with a signature field that covers the whole file.

    The key is made for this one file and thrown away, so no two calls give the same bytes.
    """
    prepared = _with_empty_signature(source or surat_edaran().born_digital_pdf, signer)
    start, end = _contents_span(prepared)
    ranged = _with_byte_range(prepared, (0, start, end, len(prepared) - end))
    signature = _pkcs7(ranged[:start] + ranged[end:], signer)
    filled = b"<" + signature.hex().encode().ljust(2 * CONTENTS_BYTES, b"0") + b">"
    return ranged[:start] + filled + ranged[end:]


def _with_empty_signature(source: bytes, signer: str) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(source)) as pdf:
        _add_field(pdf, _signature_value(pdf, signer))
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _signature_value(pdf: Pdf, signer: str) -> pikepdf.Object:
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Sig,
            Filter=Name("/Adobe.PPKLite"),
            SubFilter=Name("/adbe.pkcs7.detached"),
            Name=String(signer),
            M=String(f"D:{SIGNED_AT:%Y%m%d%H%M%S}Z"),
            ByteRange=Array([0, PLACEHOLDER, PLACEHOLDER, PLACEHOLDER]),
            Contents=String(b"\0" * CONTENTS_BYTES),
        )
    )


def _add_field(pdf: Pdf, value: pikepdf.Object) -> None:
    page = pdf.pages[0]
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String("TandaTangan1"),
            V=value,
            F=132,
            Rect=Array([0, 0, 0, 0]),
            P=page.obj,
        )
    )
    page.obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(SigFlags=3, Fields=Array([field]))


def _contents_span(pdf: bytes) -> tuple[int, int]:
    """Where the placeholder of the signature lies, its angle brackets included."""
    found = re.search(rb"<0{%d}>" % (2 * CONTENTS_BYTES), pdf)
    if found is None:
        raise ValueError("the placeholder of the signature was not written as it was put in")
    return found.span()


def _with_byte_range(pdf: bytes, numbers: tuple[int, int, int, int]) -> bytes:
    holder = re.search(rb"\[ 0 9{10} 9{10} 9{10} \]", pdf)
    if holder is None:
        raise ValueError("the placeholder of the byte range was not written as it was put in")
    filled = b"[ %d %d %d %d ]" % numbers
    return pdf[: holder.start()] + filled.ljust(len(holder.group())) + pdf[holder.end() :]


def _pkcs7(covered: bytes, signer: str) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    builder = pkcs7.PKCS7SignatureBuilder().set_data(covered)
    return builder.add_signer(_certificate(key, signer), key, hashes.SHA256()).sign(Encoding.DER, options)


def _certificate(key: ec.EllipticCurvePrivateKey, signer: str) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, signer)])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(SIGNED_AT - timedelta(days=1)).not_valid_after(SIGNED_AT + timedelta(days=730))
    return builder.sign(key, hashes.SHA256())
