"""Electronic signatures in PDFs (PAdES): looked at in a bounded child, never touched."""

from shared.documents.signatures.look import signatures_of

__all__ = ["signatures_of"]
