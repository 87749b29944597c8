"""What a reading is doing, in words for the operator."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

__all__ = ["step_words"]

# What the engine says of its steps; the English is shown as it comes.
_STEPS = (
    gettext_noop("reading the town's record"),
    gettext_noop("reading the ledger"),
    gettext_noop("who touched what"),
    gettext_noop("who counts"),
    gettext_noop("what notes have in common"),
    gettext_noop("who belongs together"),
    gettext_noop("which strata are the same"),
    gettext_noop("what they want and cannot find"),
    gettext_noop("what is warming up"),
    gettext_noop("how high, until when"),
    gettext_noop("what passes between strata"),
    gettext_noop("what to make, for whom, by when"),
    gettext_noop("how earlier forecasts did"),
    gettext_noop("writing the reading"),
    gettext_noop("making the lists of the feed"),
)


def step_words(step: str) -> str:
    """The step in the reader's language."""
    return _(step) if step in _STEPS else step
