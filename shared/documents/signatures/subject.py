"""Whose certificate it is. Runs in the child."""

from asn1crypto import x509

LONGEST = 200


def named(certificate: x509.Certificate) -> dict[str, str]:
    """Name and organisation of its subject, and the name of who issued it."""
    return {
        "nama": part(certificate.subject, "common_name"),
        "organisasi": part(certificate.subject, "organization_name"),
        "penerbit": part(certificate.issuer, "common_name") or part(certificate.issuer, "organization_name"),
    }


def part(name: x509.Name, kind: str) -> str:
    """The first value of this kind, as it can be kept and shown; a stranger wrote it."""
    value = name.native.get(kind, "")
    first = str(value[0] if isinstance(value, list) and value else value)
    return " ".join("".join(letter if letter.isprintable() else " " for letter in first).split())[:LONGEST]
