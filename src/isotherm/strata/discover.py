"""Strata of a plain matrix or graph: the same search and proof without tables, times or words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from isotherm.errors import UsageError
from isotherm.strata.contacts import from_matrix
from isotherm.strata.parents import union_members
from isotherm.strata.proven import prove_strata
from isotherm.strata.settings import StrataSettings
from isotherm.strata.sources import find_sources
from isotherm.strata.weights import accepted_members, membership_weights
from isotherm.strata.words import count_words

__all__ = ["Discovered", "discover"]


@dataclass(frozen=True)
class Discovered:
    """Soft memberships (users x K), items' strata (items x K), and what speaks for each.

    At most ``error_rate`` of the strata are expected to be false. Strata may lie in wider ones:
    ``parent`` says in which (K numbers, -1: in the whole community). Whoever belongs to a child
    belongs to its parent; a parent is there only where those at home in one child belong to its
    siblings more than others do. ``bits`` and ``log_e`` of a stratum are against its parent,
    ``parent_bits`` and ``parent_log_e`` those of the parents against the whole community.
    """

    memberships: npt.NDArray[np.float64]
    members: npt.NDArray[np.bool_]
    items: npt.NDArray[np.float32]
    bits: npt.NDArray[np.float64]
    log_e: npt.NDArray[np.float64]
    error_rate: float
    parent: npt.NDArray[np.intp]
    parent_bits: npt.NDArray[np.float64]
    parent_log_e: npt.NDArray[np.float64]

    def parent_members(self) -> npt.NDArray[np.bool_]:
        """Who belongs to each parent (users x parents): the union of its children's members."""
        return union_members(self.members, self.parent, len(self.parent_log_e))


def discover(
    R: Any,
    texts: Sequence[str] | None = None,
    *,
    authors: Sequence[str | None] | None = None,
    settings: StrataSettings | None = None,
    seed: int = 0,
) -> Discovered:
    """Decide which rows belong together by what they touch; none if chance explains it.

    A stratum must prove itself on contacts its members were not chosen by, and again without the
    few items that speak loudest for it: what rests on those is their public, not a stratum. With
    ``texts``, items that say nearly the same are left out together; with ``authors``, the best
    author's items are. What a matrix does not tell cannot be guarded against: without times a
    crowd that came once, for one wave of many items, looks like one that comes back; without
    authors one person's public looks like a circle; accounts that act as one count as many.
    ``find_strata`` reads all that from a ledger.

    Args:
        R: scipy sparse matrix, users x items; or a symmetric graph, where nodes are both.
        texts: what each item says, if anything.
        authors: who each item is by (None: unknown), if anybody.
        settings: see ``StrataSettings``; ``templates_left_out`` is how many nodes of a graph are
            left out; of a matrix, that has no best part of the record to leave out as well, so
            many for each ``test_share``.
        seed: of the search and of the contacts kept for the test.

    Raises:
        UsageError: ``texts`` or ``authors`` is not one an item.

    >>> import numpy as np
    >>> rng = np.random.default_rng(0)
    >>> group, topic = np.arange(400) % 5, np.arange(200) % 5
    >>> touch = rng.random((400, 200)) < np.where(group[:, None] == topic, 0.3, 0.02)
    >>> found = discover(sparse.csr_array(touch.astype(float)))
    >>> found.memberships.shape
    (400, 5)
    >>> found.parent.tolist()  # nobody of one group is drawn to another
    [-1, -1, -1, -1, -1]
    """
    settings = settings or StrataSettings()
    matrix = sparse.csr_array(R)
    items = matrix.shape[1]
    for name, given in (("texts", texts), ("authors", authors)):
        if given is not None and len(given) != items:
            raise UsageError(f"found {len(given)} {name}; expected one for each of {items} items")
    if texts is None:
        counts = sparse.csr_array((items, 0), dtype=np.float32)
    else:
        counts = count_words(texts, settings)
    author = _numbered(authors or [None] * items)
    contacts = from_matrix(matrix, author)
    sources = find_sources(
        texts or [""] * items,
        author,
        touched=np.bincount(contacts.item, minlength=items),
        most=settings.sample_items,
    )
    if not contacts.is_graph():
        most = ceil(settings.templates_left_out / settings.test_share)
        settings = replace(settings, templates_left_out=min(most, 100))
    proven = prove_strata(contacts, counts, settings, seed, sources=sources)
    if proven.found is None or proven.nesting is None:
        none = np.zeros(0)
        return Discovered(
            np.zeros((matrix.shape[0], 0)),
            np.zeros((matrix.shape[0], 0), bool),
            np.zeros((items, 0), np.float32),
            none,
            none,
            settings.fdr,
            none.astype(np.intp),
            none,
            none,
        )
    return Discovered(
        membership_weights(proven.found.actors, settings.belongs),
        accepted_members(proven.found.actors.member),
        proven.found.q,
        proven.nesting.gain_bits,
        proven.nesting.log_e,
        settings.fdr,
        proven.nesting.parent,
        proven.nesting.parent_gain_bits,
        proven.nesting.parent_log_e,
    )


def _numbered(authors: Sequence[str | None]) -> npt.NDArray[np.int32]:
    """A number for each author, -1 where unknown."""
    number = {name: place for place, name in enumerate(sorted({a for a in authors if a}))}
    return np.array([number.get(name, -1) if name else -1 for name in authors], np.int32)
