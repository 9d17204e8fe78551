"""PAdES signatures as an office's signing application makes them, and what is added to a signed document later."""

from collections.abc import Callable, Sequence
from io import BytesIO

from asn1crypto import crl as asn1_crl
from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, SimpleSigner
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from shared.samples.pki import Authority, Holder, Key

Change = Callable[[IncrementalPdfFileWriter], None]


def pades_signed(
    source: bytes,
    by: Holder,
    authority: Authority,
    *,
    stamp: Authority | None = None,
    revocations: Sequence[x509.CertificateRevocationList] = (),
    field: str = "TandaTangan1",
    digest: str = "sha256",
) -> bytes:
    """`source` with one more signature. `stamp`: whose time stamp it bears; `revocations`: lists put in beside it."""
    writer = IncrementalPdfFileWriter(BytesIO(source), strict=False)
    metadata = PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES, md_algorithm=digest)
    stamper = _stamper(stamp) if stamp else None
    signed = PdfSigner(metadata, _signer(by, authority), timestamper=stamper).sign_pdf(writer)
    content: bytes = signed.getvalue()
    return with_revocations(content, authority, revocations) if revocations else content


def time_stamped(source: bytes, authority: Authority, field: str = "CapWaktu1") -> bytes:
    """`source` with a time stamp of the whole document, as archives add it."""
    writer = IncrementalPdfFileWriter(BytesIO(source), strict=False)
    content: bytes = PdfTimeStamper(_stamper(authority), field).timestamp_pdf(writer, "sha256").getvalue()
    return content


def with_revocations(
    signed: bytes, authority: Authority, revocations: Sequence[x509.CertificateRevocationList]
) -> bytes:
    """The document with a security store, as signing applications add it after the signature."""
    from pyhanko.sign.validation.dss import DocumentSecurityStore

    lists = [asn1_crl.CertificateList.load(one.public_bytes(Encoding.DER)) for one in revocations]
    certificates = [_loaded(one.certificate) for one in (authority.root, authority.issuing)]

    def add(writer: IncrementalPdfFileWriter) -> None:
        DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=certificates, crls=lists)

    return updated(signed, add)


def updated(source: bytes, change: Change) -> bytes:
    """The document with an incremental update behind it: not a byte of before is touched."""
    writer = IncrementalPdfFileWriter(BytesIO(source), strict=False)
    change(writer)
    target = BytesIO()
    writer.write(target)  # type: ignore[no-untyped-call]
    return target.getvalue()


def _signer(by: Holder, authority: Authority) -> SimpleSigner:
    return SimpleSigner(
        signing_cert=_loaded(by.certificate), signing_key=_loaded_key(by.key), cert_registry=_store(authority)
    )


def _stamper(authority: Authority) -> DummyTimeStamper:
    key, certificate = _loaded_key(authority.stamping.key), _loaded(authority.stamping.certificate)
    return DummyTimeStamper(certificate, key, certs_to_embed=_store(authority))


def _store(authority: Authority) -> SimpleCertificateStore:
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([_loaded(one.certificate) for one in (authority.root, authority.issuing)])
    return store


def _loaded(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _loaded_key(key: Key) -> keys.PrivateKeyInfo:
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return keys.PrivateKeyInfo.load(der)
