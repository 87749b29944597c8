"""Bridges: what one stratum takes up first, another takes up after it."""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.schema import READING

__all__ = ["measure_bridges"]

_WINDOW = 14 * 86_400_000_000  # microseconds within which the second must follow the first
_FEWEST = 20  # items both took up, below which nothing is said
_LATE = np.iinfo(np.int64).max // 4

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclasses.dataclass(frozen=True)
class _Contacts:
    """A stratum's contacts, sorted by item; those with ``items[i]`` begin at ``begins[i]``."""

    items: Ints
    begins: Ints
    actor: npt.NDArray[np.int32]
    at: Ints

    def without(self, others: npt.NDArray[np.bool_]) -> tuple[Ints, Ints]:
        """For each item the first contact of those who are not ``others``, and their number."""
        kept = ~others[self.actor]
        if not len(kept):
            return self.at, self.at
        first = np.minimum.reduceat(np.where(kept, self.at, _LATE), self.begins)
        return first, np.add.reduceat(kept.astype(np.int64), self.begins)


def measure_bridges(
    memberships: pa.Table, touches: pa.Table, *, fdr: float = 0.05, belongs: float = 0.15
) -> pa.Table:
    """Decide which stratum takes things up after which other had them.

    Of the items that members of both took up within two weeks of each other, those the first had
    first; expected if order were chance: the first stratum's part of their contacts with each
    item (all orders of an item's contacts equally likely). Lift is their ratio, with its 90%
    interval. Actors who belong to both are left out.

    Args:
        memberships: actor_id, stratum_id, weight.
        touches: actor_id, item_kind, item_id, at.
        fdr: tolerated share of false bridges (Benjamini and Yekutieli 2001, over all pairs).
        belongs: weight from which an actor counts as belonging.

    Returns:
        The reading's ``bridges`` table: only pairs that pass, their interval clear of 1.
    """
    from scipy.stats import norm

    schema = READING["bridges"].arrow_schema()
    member, strata, actors = _members(memberships, belongs)
    actor, item, at = _takings_up(touches, actors)
    count = len(strata)
    if count < 2 or len(actor) == 0:
        return schema.empty_table()
    contacts = _contacts(member, actor=actor, item=item, at=at)
    shared = member.T.astype(np.int64) @ member
    rows: list[tuple[str, str, float, float, float, int]] = []
    chances: list[float] = []
    for a in range(count):
        for b in range(a + 1, count):
            found = _order_of(member, (a, b), contacts)
            if found is None:
                continue
            for first, second, seen, usual, spread in found:
                half = 1.645 * spread / usual
                lift = seen / usual
                ends = (max(lift - half, 0.0), lift + half)
                rows.append((strata[first], strata[second], lift, *ends, int(shared[a, b])))
                chances.append(float(norm.sf((seen - usual - 0.5) / spread)))
    passed = _benjamini_yekutieli(np.array(chances), fdr, tests=count * (count - 1))
    kept = [row for row, good in zip(rows, passed, strict=True) if good and row[3] > 1]
    columns = [list(column) for column in zip(*sorted(kept), strict=True)]
    return pa.table(columns, schema=schema) if columns else schema.empty_table()


def _members(
    memberships: pa.Table, belongs: float
) -> tuple[npt.NDArray[np.bool_], list[str], pa.Array]:
    own = memberships.filter(pc.greater_equal(memberships["weight"], belongs))
    strata = sorted(set(own["stratum_id"].to_pylist()))
    actors = pa.array(sorted(set(own["actor_id"].to_pylist())), pa.string())
    member = np.zeros((len(actors), len(strata)), bool)
    member[
        pc.index_in(own["actor_id"], value_set=actors).to_numpy(),
        pc.index_in(own["stratum_id"], value_set=pa.array(strata, pa.string())).to_numpy(),
    ] = True
    return member, strata, actors


def _takings_up(
    touches: pa.Table, actors: pa.Array
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Contacts of members with a time: actor, item and moment as numbers."""
    known = touches.filter(
        pc.and_(pc.is_in(touches["actor_id"], value_set=actors), touches["at"].is_valid())
    )
    names = pc.binary_join_element_wise(known["item_kind"], known["item_id"], "\x1f")
    coded = names.combine_chunks().dictionary_encode()
    coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
    at = known["at"].cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()).to_numpy()
    actor = pc.index_in(known["actor_id"], value_set=actors).to_numpy()
    return actor, coded.indices.to_numpy().astype(np.int64), at


def _contacts(
    member: npt.NDArray[np.bool_], *, actor: npt.NDArray[np.int32], item: Ints, at: Ints
) -> list[_Contacts]:
    """The contacts of each stratum's members."""
    order = np.argsort(item, kind="stable")
    actor, item, at = actor[order], item[order], at[order]
    found = []
    for stratum in range(member.shape[1]):
        own = np.flatnonzero(member[actor, stratum])
        items = item[own]
        begins = np.flatnonzero(np.concatenate(([True], items[1:] != items[:-1]))[: len(own)])
        found.append(_Contacts(items[begins], begins, actor[own], at[own]))
    return found


def _order_of(
    member: npt.NDArray[np.bool_], pair: tuple[int, int], contacts: list[_Contacts]
) -> tuple[tuple[int, int, float, float, float], ...] | None:
    """For both directions: items had first, expected, and spread; None with too few items."""
    a, b = pair
    _, in_a, in_b = np.intersect1d(
        contacts[a].items, contacts[b].items, assume_unique=True, return_indices=True
    )
    first_a, counts_a = contacts[a].without(member[:, b])
    first_b, counts_b = contacts[b].without(member[:, a])
    counts = (counts_a[in_a], counts_b[in_b])
    gap = first_b[in_b] - first_a[in_a]
    near = (counts[0] > 0) & (counts[1] > 0) & (np.abs(gap) <= _WINDOW) & (gap != 0)
    if near.sum() < _FEWEST:
        return None
    chance = counts[0][near] / (counts[0] + counts[1])[near]
    spread = float(np.sqrt((chance * (1 - chance)).sum()))
    a_first = float((gap[near] > 0).sum())
    return (
        (a, b, a_first, float(chance.sum()), spread),
        (b, a, float(near.sum()) - a_first, float((1 - chance).sum()), spread),
    )


def _benjamini_yekutieli(chances: Floats, fdr: float, *, tests: int) -> npt.NDArray[np.bool_]:
    if len(chances) == 0:
        return np.zeros(0, bool)
    level = fdr / (tests * (1 / np.arange(1, tests + 1)).sum())
    falling = np.sort(chances)
    passing = np.flatnonzero(falling <= level * np.arange(1, len(chances) + 1))
    return chances <= (falling[passing[-1]] if len(passing) else -1.0)
