"""What strata are called, and in which terms: the leaves, and the wider ones they lie in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

__all__ = ["name_strata"]

Floats = npt.NDArray[np.float32]
Named = tuple[list[str], list[list[str]]]

_TEXTS = 30_000  # texts (an even sample if there are more) that names are taken from
_TERMS = 10  # terms a stratum is described by
_SHARED = 60  # terms of each child among which those that siblings share are sought


def name_strata(
    texts: Sequence[str], q: Floats, parent: npt.NDArray[np.intp]
) -> tuple[Named, Named]:
    """Names and terms of leaves and of parents, from the texts of their items; no names alike.

    A leaf is named by what sets it apart, a parent by what sets its children together apart and
    most of them share.

    Args:
        texts: what each item says.
        q: what the items speak to (items x leaves).
        parent: the number of each leaf's parent, -1 for none.
    """
    from isotherm.text import count_terms, label_terms, name_groups

    parents = int(parent.max(initial=-1)) + 1
    worded = np.flatnonzero([bool(text) for text in texts])
    worded = worded[np.linspace(0, len(worded) - 1, min(len(worded), _TEXTS)).astype(int)]
    if len(worded) == 0:
        names = name_groups([[] for _ in range(q.shape[1] + parents)])
        apart = q.shape[1]
        return (names[:apart], [[]] * apart), (names[apart:], [[]] * parents)
    spoken = count_terms([texts[int(i)] for i in worded])
    terms = label_terms(spoken, _sure(q[worded]), top=_TERMS)
    leaves = name_groups(terms), terms
    if not parents:
        return leaves, ([], [])
    own = label_terms(spoken, _sure(q[worded]), top=_SHARED)
    wide = np.stack([q[worded][:, parent == p].sum(axis=1) for p in range(parents)], axis=1)
    above = [
        _shared(words, [set(own[child]) for child in np.flatnonzero(parent == p)])
        for p, words in enumerate(label_terms(spoken, _sure(wide), top=_SHARED))
    ]
    names = name_groups([*terms, *above])[q.shape[1] :]
    return leaves, ([_apart(name, leaves[0]) for name in names], above)


def _sure(q: Floats) -> sparse.csr_array:
    return sparse.csr_array(np.where(q > 0.5, q, 0))


def _shared(words: list[str], children: list[set[str]]) -> list[str]:
    """The words most children hold first, each lot in the order of strength."""
    holders = {word: sum(word in child for child in children) for word in words}
    return sorted(words, key=lambda word: -holders[word])[:_TERMS]


def _apart(name: str, taken: list[str]) -> str:
    """The name, marked as wider where a leaf has the same."""
    while name in taken:
        name += "+"
    return name
