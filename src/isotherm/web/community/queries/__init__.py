"""What pages of the community ask for."""

from __future__ import annotations

from isotherm.web.community.queries.cards import cards

__all__ = ["cards"]
