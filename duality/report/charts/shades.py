"""A map of values as a small PNG: one blue, the fuller the larger the value, so that it reads on white and on black."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from collections.abc import Sequence

BLUE = (47, 127, 208)
DEEPEST = 0.78
STEPS = 20


def data_uri(rows: Sequence[Sequence[float]]) -> str:
    """The rows from below, values in [0, 1], as an image to be stretched over its box."""
    lines = b"".join(b"\0" + bytes(min(STEPS, max(0, round(STEPS * value))) for value in row) for row in reversed(rows))
    palette = bytes(BLUE) * (STEPS + 1)
    alphas = bytes(round(255 * DEEPEST * k / STEPS) for k in range(STEPS + 1))
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", palette),
        (b"tRNS", alphas),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    image = b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)
    return f"data:image/png;base64,{b64encode(image).decode('ascii')}"


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
