"""How large a WebP says it is, read from its first bytes."""

from __future__ import annotations

__all__ = ["webp_size"]

_SHORTEST = 30  # bytes that hold the size in each of the three kinds


def webp_size(head: bytes) -> tuple[int, int] | None:
    """Width and height in px; None where the bytes are no WebP.

    The container's three kinds as RFC 9649 has them: extended, lossless, lossy.
    """
    if len(head) < _SHORTEST or head[:4] != b"RIFF" or head[8:12] != b"WEBP":
        return None
    kind = head[12:16]
    if kind == b"VP8X":
        return _number(head[24:27]) + 1, _number(head[27:30]) + 1
    if kind == b"VP8L":
        bits = _number(head[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return _number(head[26:28]) & 0x3FFF, _number(head[28:30]) & 0x3FFF


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")
