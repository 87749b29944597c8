"""The ways by which people find what they buy."""

from __future__ import annotations

__all__ = ["SOURCES"]

SOURCES = ("note", "room", "search", "feed", "direct")
