"""Which notes are written on one template, told as each appears and never revised."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from isotherm.text import normalise_all
from isotherm.text.minhash import BANDS, PERMUTATIONS, estimated_jaccard, signatures

__all__ = ["follow_lines", "follow_templates"]

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
    return follow_lines(
        normalise_all(texts, numbers="drop"), similarity=similarity, shortest=shortest
    )


def follow_lines(
    lines: Sequence[str], *, similarity: float, shortest: int = 4
) -> NDArray[np.int64]:
    """As :func:`follow_templates`, of texts that are normalised, without their numbers.

    >>> follow_lines(["亮色的衣服", "求链接", "亮色的衣服呀"], similarity=0.4).tolist()
    [0, 1, 0]
    """
    from isotherm.trends.template_kernel import last_alike

    lines = ["".join(line.split()) for line in lines]
    alone = np.arange(len(lines), dtype=np.int64)
    if not lines:
        return alone
    signed = signatures(lines)
    least = np.where([len(line) >= shortest for line in lines], similarity, 1.0)
    best, follows = least - 1e-9, alone.copy()
    slots = np.empty(1 << (2 * len(lines)).bit_length(), dtype=np.int64)
    for band in range(BANDS):
        earlier = np.empty_like(alone)
        last_alike(signed[:, band * _ROWS : (band + 1) * _ROWS], slots, earlier)
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
