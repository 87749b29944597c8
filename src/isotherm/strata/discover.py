"""Strata of a plain matrix or graph: the same search and proof without tables, times or words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from isotherm.errors import UsageError
from isotherm.strata.contacts import from_matrix
from isotherm.strata.proven import prove_strata
from isotherm.strata.settings import StrataSettings
from isotherm.strata.weights import accepted_members, membership_weights
from isotherm.strata.words import count_words

__all__ = ["Discovered", "discover"]


@dataclass(frozen=True)
class Discovered:
    """Soft memberships (users x K), items' strata (items x K), and what speaks for each.

    At most ``error_rate`` of the strata are expected to be false.
    """

    memberships: npt.NDArray[np.float64]
    members: npt.NDArray[np.bool_]
    items: npt.NDArray[np.float32]
    bits: npt.NDArray[np.float64]
    log_e: npt.NDArray[np.float64]
    error_rate: float


def discover(
    R: Any,
    texts: Sequence[str] | None = None,
    *,
    settings: StrataSettings | None = None,
    seed: int = 0,
) -> Discovered:
    """Decide which rows belong together by what they touch; none if chance explains it.

    Args:
        R: scipy sparse matrix, users x items; or a symmetric graph, where nodes are both.
        texts: what each item says, if anything.
        settings: see ``StrataSettings``.
        seed: of the search and of the contacts kept for the test.

    Raises:
        UsageError: ``texts`` is not one an item.

    >>> import numpy as np
    >>> rng = np.random.default_rng(0)
    >>> group, topic = np.arange(400) % 5, np.arange(200) % 5
    >>> touch = rng.random((400, 200)) < np.where(group[:, None] == topic, 0.3, 0.02)
    >>> found = discover(sparse.csr_array(touch.astype(float)))
    >>> found.memberships.shape
    (400, 5)
    """
    settings = settings or StrataSettings()
    matrix = sparse.csr_array(R)
    if texts is not None and len(texts) != matrix.shape[1]:
        raise UsageError(
            f"found {len(texts)} texts; expected one for each of {matrix.shape[1]} items"
        )
    if texts is None:
        counts = sparse.csr_array((matrix.shape[1], 0), dtype=np.float32)
    else:
        counts = count_words(texts, settings)
    proven = prove_strata(from_matrix(matrix), counts, settings, seed)
    if proven.found is None:
        users, items = matrix.shape
        none = np.zeros(0)
        return Discovered(
            np.zeros((users, 0)),
            np.zeros((users, 0), bool),
            np.zeros((items, 0), np.float32),
            none,
            none,
            settings.fdr,
        )
    return Discovered(
        membership_weights(proven.found.actors, settings.belongs),
        accepted_members(proven.found.actors.member),
        proven.found.q,
        proven.proof.gain_bits[proven.kept],
        proven.proof.log_e[proven.kept],
        settings.fdr,
    )
