"""Looks at the signatures of a stranger's PDF: `python -m shared.documents.signatures.child`, JSON in and out.

Answers `{"signatures": [TandaTangan…], "roots": how many, "broken": [names of files]}`.
"""

import asyncio
import json
import logging
import sys
from collections.abc import Callable, Coroutine, Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from shared.documents.pdf_facts import form_fields, is_signature
from shared.documents.signatures.judging import Unsupported, judged
from shared.documents.signatures.reader import Reader
from shared.documents.signatures.roots import read_roots
from shared.tanda_tangan import Keutuhan, TandaTangan

MOST_BYTES = 2_000_000
"""Of one signature: real ones have some ten thousand, and pyHanko reads a letter at a time."""
MOST = 20
"""Nobody signs a decision more often; a file that says so wants to keep the machine busy."""
UNSUPPORTED = TandaTangan(keutuhan=Keutuhan.TIDAK_DIPERIKSA, sebab="jenis tanda tangan ini tidak dikenal sistem")
TOO_MANY = TandaTangan(keutuhan=Keutuhan.TIDAK_DIPERIKSA, sebab=f"tanda tangan lebih dari {MOST}")
TOO_LARGE = TandaTangan(keutuhan=Keutuhan.TIDAK_TERBACA, sebab="terlalu besar")
UNREADABLE = TandaTangan(keutuhan=Keutuhan.TIDAK_TERBACA)


def main() -> None:
    """Print the answer."""
    logging.disable(logging.CRITICAL)  # what pyHanko says of a stranger's file is in the answer
    sys.stdout.write(json.dumps(answer(**json.load(sys.stdin))))


def answer(path: str, roots: str | None, now: str) -> dict[str, Any]:
    """`roots`: where the operator's certificates lie."""
    trusted, broken = read_roots(Path(roots)) if roots else ([], [])
    moment = datetime.fromisoformat(now)
    found = looked_at(Path(path), lambda reader, one: judged(reader, one, trusted or None, moment))
    return {"signatures": [one.model_dump(mode="json") for one in found], "roots": len(trusted), "broken": broken}


Judge = Callable[[Reader, EmbeddedPdfSignature], Coroutine[Any, Any, TandaTangan]]


def looked_at(path: Path, judge: Judge) -> list[TandaTangan]:
    """Every signature in the order of signing; what cannot be read is one of them, too. Raises MemoryError."""
    try:
        if largest(path) > MOST_BYTES:
            return [TOO_LARGE]
        reader = Reader(BytesIO(path.read_bytes()))
        fields = list(enumerate_sig_fields(reader, filled_status=True))
    except MemoryError:
        raise
    except Exception:
        return [UNREADABLE]
    found = list(_each(reader, fields[:MOST], judge)) or [UNREADABLE]
    return found + [TOO_MANY] * (len(fields) > MOST)


def largest(path: Path) -> int:
    """Bytes of the largest value in a signature field. Raises PdfError."""
    with pikepdf.open(path) as pdf:
        values = [field.get("/V") for field in form_fields(pdf)]
        return max((len(bytes(value.get("/Contents", b""))) for value in values if is_signature(value)), default=0)


def _each(reader: Reader, fields: list[tuple[str, Any, Any]], judge: Judge) -> Iterator[TandaTangan]:
    opened = [_opened(reader, name, field) for name, _, field in fields]
    readable = [one for one in opened if one is not None]
    for one in sorted(readable, key=lambda signature: int(signature.signed_revision)):
        yield _attempt(reader, one, judge)
    yield from [UNREADABLE] * (len(opened) - len(readable))


def _opened(reader: Reader, name: str, field: Any) -> EmbeddedPdfSignature | None:  # noqa: ANN401 - pyHanko is untyped here
    try:
        return EmbeddedPdfSignature(reader, field, name)
    except MemoryError:
        raise
    except Exception:
        return None


def _attempt(reader: Reader, signature: EmbeddedPdfSignature, judge: Judge) -> TandaTangan:
    try:
        return asyncio.run(judge(reader, signature))
    except MemoryError:
        raise
    except Unsupported:
        return UNSUPPORTED
    except Exception:
        return UNREADABLE


if __name__ == "__main__":
    main()
