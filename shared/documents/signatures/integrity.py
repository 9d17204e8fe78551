"""Whether the bytes are those that were signed, and whether what came later may be there. Runs in the child."""

import os
import re

from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from shared.tanda_tangan import Keutuhan

HEX = re.compile(rb"<([0-9A-Fa-f]*)>")


def leaves_out_itself_alone(signature: EmbeddedPdfSignature) -> bool:
    """Whether the byte range is two pieces around this very signature, and nothing else lies between them.

    Coverage as pyHanko reckons it goes by lengths alone: other bytes of the same number could lie in the gap.
    """
    stream, numbers = signature.reader.stream, list(map(int, signature.byte_range))
    size = stream.seek(0, os.SEEK_END)
    if len(numbers) != 4 or numbers[0] != 0 or min(numbers) < 0:
        return False
    _, before, after, rest = numbers
    if not before < after <= after + rest <= size:
        return False
    stream.seek(before)
    gap = HEX.fullmatch(stream.read(after - before))
    return gap is not None and len(gap[1]) % 2 == 0 and bytes.fromhex(gap[1].decode()) == signature.pkcs7_content


def since_signing(signature: EmbeddedPdfSignature) -> Keutuhan:
    """What became of a document after a signature that fits its bytes."""
    signature.compute_integrity_info()  # type: ignore[no-untyped-call]
    found = signature.summarise_integrity_info()
    if found["coverage"] is SignatureCoverageLevel.ENTIRE_FILE:
        return Keutuhan.UTUH
    return Keutuhan.DITAMBAH if found["docmdp_ok"] else Keutuhan.BERUBAH
