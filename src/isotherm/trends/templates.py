"""Which notes are written on one template, told as each appears and never revised."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from isotherm.text import normalise_all
from isotherm.text.minhash import BANDS, PERMUTATIONS, estimated_jaccard, signatures

__all__ = ["follow_templates"]

_ROWS = PERMUTATIONS // BANDS


def follow_templates(
    texts: Sequence[str], *, similarity: float, shortest: int = 4
) -> NDArray[np.int64]:
    """For each text, in order of time, the first text of the template it is written on.

    A text follows the likest of the earlier texts it shares a MinHash band with, if their
    Jaccard likeness reaches ``similarity``; else it begins a template of its own (its own
    number). Later texts never change what was said of earlier ones, so a replay of any past day
    gives the same templates. Texts of fewer than ``shortest`` letters follow equal ones only.

    >>> follow_templates(["春天想穿亮色的衣服", "求链接", "春天想穿亮色的裙子"],
    ...                  similarity=0.4).tolist()
    [0, 1, 0]
    """
    lines = ["".join(line.split()) for line in normalise_all(texts, numbers="drop")]
    alone = np.arange(len(lines), dtype=np.int64)
    if not lines:
        return alone
    signed = signatures(lines)
    least = np.where([len(line) >= shortest for line in lines], similarity, 1.0)
    best, follows = least - 1e-9, alone.copy()
    for band in range(BANDS):
        earlier = _previous_alike(signed[:, band * _ROWS : (band + 1) * _ROWS])
        some = np.flatnonzero(earlier >= 0)
        likeness = estimated_jaccard(signed, np.column_stack((some, earlier[some])))
        better = likeness > best[some]
        best[some[better]] = likeness[better]
        follows[some[better]] = earlier[some[better]]
    empty = np.array([not line for line in lines])
    follows[empty] = alone[empty]
    for text in np.flatnonzero(follows != alone):
        follows[text] = follows[follows[text]]  # earlier ones are settled already
    return follows


def _previous_alike(band: NDArray[np.uint32]) -> NDArray[np.int64]:
    """For each row the last earlier row with the same entries, -1 where there is none."""
    wide = np.ascontiguousarray(band).view(np.uint64)  # two columns to sort by, not four
    order = np.lexsort(tuple(wide.T))  # stable: rows that are alike stay in order
    same = (wide[order[1:]] == wide[order[:-1]]).all(axis=1)
    earlier = np.full(len(band), -1, dtype=np.int64)
    earlier[order[1:][same]] = order[:-1][same]
    return earlier
