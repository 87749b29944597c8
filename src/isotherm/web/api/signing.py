"""Signatures of webhook messages, so that their reader knows who wrote them and when."""

from __future__ import annotations

import hashlib
import hmac

__all__ = ["sign", "verify"]


def sign(body: bytes, *, secret: str, at: int) -> str:
    """The header of a message: HMAC-SHA256 over its second (Unix time) and its bytes.

    >>> sign(b"{}", secret="quiet", at=1)
    't=1,v1=cabbfac58183c620776a29f3a85329d0fd42b17db8239d27d0bd00eeb6670ff2'
    """
    told = hmac.new(secret.encode(), b"%d." % at + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={told}"


def verify(header: str, body: bytes, *, secret: str, now: int, tolerance_s: int = 300) -> bool:
    """Whether a message is ours, unchanged, and not older than ``tolerance_s`` seconds.

    >>> verify(sign(b"{}", secret="quiet", at=1000), b"{}", secret="quiet", now=1100)
    True
    >>> verify(sign(b"{}", secret="quiet", at=1000), b"{}", secret="quiet", now=1400)
    False
    """
    fields = dict(part.partition("=")[::2] for part in header.split(","))
    try:
        at = int(fields.get("t", ""))
    except ValueError:
        return False
    fresh = abs(now - at) <= tolerance_s
    return fresh and hmac.compare_digest(sign(body, secret=secret, at=at), header)
