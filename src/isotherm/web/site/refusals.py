"""What a person is told when what they asked for cannot be done."""

from __future__ import annotations

__all__ = ["Refusal"]


class Refusal(Exception):  # noqa: N818  # it is an answer, not an error
    """A service says no, in a sentence for the person who asked; nothing was changed.

    ``status`` is the HTTP status a page or the API answers with: 409 for what another moment or
    person made impossible, 422 for what was filled in wrongly, 429 for too much at once.
    """

    def __init__(self, words: str, *, code: str = "refused", status: int = 409) -> None:
        """Keep the sentence, a short code for machines, and the status."""
        super().__init__(words)
        self.words = words
        self.code = code
        self.status = status
