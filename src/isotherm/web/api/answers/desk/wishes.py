"""Open wishes that a product answers."""

from __future__ import annotations

from typing import Any

from ninja import Schema

__all__ = ["FittingWishOut"]


class FittingWishOut(Schema):
    """An open wish, and the words of it that the product answers."""

    wish_id: str
    text: str
    seconded: int
    words: list[str]

    @staticmethod
    def of(fitting: Any) -> dict[str, Any]:
        """A wish of ``fitting_wishes``; whose it is is not said."""
        wish = fitting.wish
        told = {"wish_id": wish.pk, "text": wish.text, "seconded": wish.second_count}
        return told | {"words": fitting.words}
