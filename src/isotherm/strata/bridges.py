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
_LEAST_LIFT = 1.2  # low end of the lift, below which order is too near chance to act on
_ODDS = (1.5, 2.0, 4.0)  # what the odds of being first may be raised to, each as likely
_AUTHOR = 3.0  # strength of the contact of a note's author, who was there before anyone
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
    interval. Actors who belong to both are left out, and so are the authors of notes: who writes
    a thing has it before anyone, and leads nobody by that.

    The evidence of a pair is the likelihood of the orders seen with the odds of being first raised
    (half as much again, twice, four times), over that of chance: an e-value, whatever the items.

    Args:
        memberships: actor_id, stratum_id, weight.
        touches: actor_id, item_kind, item_id, at and, where known, strength.
        fdr: tolerated share of false bridges (e-BH, over all ordered pairs).
        belongs: weight from which an actor counts as belonging.

    Returns:
        The reading's ``bridges`` table: only pairs that pass, their interval clear of 1.2.
    """
    from isotherm.inference import ebh

    schema = READING["bridges"].arrow_schema()
    member, strata, actors = _members(memberships, belongs)
    actor, item, at = _takings_up(touches, actors)
    count = len(strata)
    if count < 2 or len(actor) == 0:
        return schema.empty_table()
    contacts = _contacts(member, actor=actor, item=item, at=at)
    shared = member.T.astype(np.int64) @ member
    log_e = np.full((count, count), -np.inf)
    rows: dict[tuple[int, int], tuple[float, float, float]] = {}
    for a in range(count):
        for b in range(a + 1, count):
            for pair, seen, chance in _orders_of(member, (a, b), contacts):
                rows[pair] = _lift(seen, chance)
                log_e[pair] = _evidence(seen, chance)
    off_diagonal = ~np.eye(count, dtype=bool)
    passed = np.zeros((count, count), bool)
    passed[off_diagonal] = ebh(log_e[off_diagonal], fdr)
    kept = [
        (strata[a], strata[b], *lift, int(shared[a, b]))
        for (a, b), lift in rows.items()
        if passed[a, b] and lift[1] > _LEAST_LIFT
    ]
    columns = [list(column) for column in zip(*sorted(kept), strict=True)]
    return pa.table(columns, schema=schema) if columns else schema.empty_table()


def _lift(seen: npt.NDArray[np.bool_], chance: Floats) -> tuple[float, float, float]:
    """Items had first against those expected, with the ends of the 90% interval."""
    usual, spread = chance.sum(), np.sqrt((chance * (1 - chance)).sum())
    lift, half = seen.sum() / usual, 1.645 * spread / usual
    return float(lift), float(max(lift - half, 0.0)), float(lift + half)


def _evidence(seen: npt.NDArray[np.bool_], chance: Floats) -> float:
    """Log e-value against order by chance: the odds of being first raised, over leaving them."""
    raised = [float((seen * np.log(o) - np.log1p(chance * (o - 1))).sum()) for o in _ODDS]
    return float(np.logaddexp.reduce(raised) - np.log(len(_ODDS)))


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
    if "strength" in known.column_names:
        wrote = pc.and_(
            pc.equal(known["item_kind"], "note"), pc.greater_equal(known["strength"], _AUTHOR)
        )
        known = known.filter(pc.invert(pc.fill_null(wrote, fill_value=False)))
    names = pc.binary_join_element_wise(known["item_kind"], known["item_id"], "\x1f")
    item = pc.index_in(names, value_set=pc.unique(names).sort()).to_numpy()
    at = known["at"].cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()).to_numpy()
    actor = pc.index_in(known["actor_id"], value_set=actors).to_numpy()
    return actor, item.astype(np.int64), at


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


def _orders_of(
    member: npt.NDArray[np.bool_], pair: tuple[int, int], contacts: list[_Contacts]
) -> tuple[tuple[tuple[int, int], npt.NDArray[np.bool_], Floats], ...]:
    """For both directions: which items the first had first, and the chance of each; none if few."""
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
        return ()
    chance = counts[0][near] / (counts[0] + counts[1])[near]
    a_first = gap[near] > 0
    return ((a, b), a_first, chance), ((b, a), ~a_first, 1 - chance)
