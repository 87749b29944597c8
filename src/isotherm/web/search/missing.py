"""What the last reading knows to be wanted and not to be had."""

from __future__ import annotations

from collections.abc import Iterable

from isotherm.web.readings.queries import rows
from isotherm.web.search.words import words_of

__all__ = ["is_missing"]

_FEW = 0.2  # of those who wanted something and bought for it, at most, were content


def is_missing(query: str, words: Iterable[str]) -> bool:
    """Whether a query of these words says a need that what is on offer leaves unmet.

    It says a need when it holds its name, whatever else. Needs that no merchant may hear of, as
    they wait for review or touch what must not be said, are known to nobody here.
    """
    signs, asked = set(query.casefold()), set(words)
    said = {
        row["need_id"]
        for row in rows("needs")
        if row["satisfied_high"] <= _FEW and _holds(signs, asked, row["name"])
    }
    return bool(said) and bool(_open(said))


def _holds(signs: set[str], asked: set[str], name: str) -> bool:
    """Whether a query has every sign of a name, and words that make up those of the name.

    大码的女装 holds 大码女装, though 码女 is not in it: that only joins two words.
    """
    if not signs.issuperset(name.casefold().replace(" ", "")):
        return False
    words = words_of(name)
    return set("".join(asked.intersection(words))).issuperset("".join(words))


def _open(need_ids: set[str]) -> set[str]:
    from isotherm.web.control.queries import open_subjects

    return open_subjects(need_ids)
