"""Pages of the shop, by what they are about."""

from __future__ import annotations
