"""The operator's trust roots: PEM certificates in one file, or in the files of a folder."""

from pathlib import Path

from asn1crypto import pem, x509

MARK = b"-----BEGIN CERTIFICATE-----"


def read_roots(place: Path) -> tuple[list[x509.Certificate], list[str]]:
    """The certificates, and the names of files in which one could not be read: that file is left out as a whole."""
    files = sorted(one for one in place.iterdir() if one.is_file()) if place.is_dir() else [place]
    roots: list[x509.Certificate] = []
    broken: list[str] = []
    for file in files:
        try:
            roots += certificates(file.read_bytes())
        except (OSError, ValueError):
            broken.append(file.name)
    return roots, broken


def certificates(content: bytes) -> list[x509.Certificate]:
    """Raises ValueError."""
    if MARK not in content:
        return []
    blocks = [der for kind, _, der in pem.unarmor(content, multiple=True) if kind == "CERTIFICATE"]
    found = [x509.Certificate.load(der, strict=True) for der in blocks]
    for one in found:
        one.native  # noqa: B018 - parsed lazily otherwise
    return found
