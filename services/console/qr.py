"""QR codes."""

import io

import segno
from fastapi import Response


def qr(text: str) -> Response:
    """A text as a picture."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", scale=5, border=4, light="white")
    return Response(drawn.getvalue(), media_type="image/svg+xml")
