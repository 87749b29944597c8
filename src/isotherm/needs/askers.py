"""Askers: who asked for which topic, when, and in which way."""

from __future__ import annotations

import dataclasses

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from isotherm.ledger import numbers_among
from isotherm.needs.asks import Asks
from isotherm.needs.purchases import UNTOLD
from isotherm.needs.topics import Topics

__all__ = ["WAYS", "Pairs", "pair_askers"]

Ints = NDArray[np.int64]
WAYS = ("searched or wished", "asked in a reply", "pointed at a note")


@dataclasses.dataclass(frozen=True)
class Pairs:
    """Distinct askers of topics: names of all actors, who asked what, when first and last."""

    names: pa.Array
    actor: Ints
    topic: Ints
    first: Ints
    last: Ints
    way: Ints

    @property
    def at(self) -> NDArray[np.float64]:
        """When first asked, microseconds; NaN where not told."""
        return np.where(self.first == UNTOLD, np.nan, self.first.astype(np.float64))


def pair_askers(asks: Asks, topics: Topics, shown: Ints) -> Pairs:
    """Pair everybody with the topics they ask for; ``shown`` as each pointing reply shows."""
    said, pointing = asks.rows, asks.pointing
    actors = pa.chunked_array([*said["actor_id"].chunks, *pointing["actor_id"].chunks], pa.string())
    names = pc.unique(actors).sort()
    actor = numbers_among(actors, names)
    topic = np.concatenate((topics.of_wording[said["wording"].to_numpy()], shown))
    began = np.concatenate((_times(said["at"]), _times(pointing["at"])))
    ended = np.concatenate((_times(said["last"]), _times(pointing["at"])))
    in_reply = np.asarray(pc.is_valid(said["note_id"])).astype(np.int64)
    way = np.concatenate((in_reply, np.full(len(shown), WAYS.index("pointed at a note"))))
    order = np.lexsort((topic, actor))
    order = order[topic[order] >= 0]
    actor, topic = actor[order], topic[order]
    new = (actor[1:] != actor[:-1]) | (topic[1:] != topic[:-1])
    first = np.flatnonzero(np.concatenate(([True], new))) if len(actor) else actor
    if len(first) == 0:
        return Pairs(names, first, first, first, first, first)
    return Pairs(
        names,
        actor[first],
        topic[first],
        np.minimum.reduceat(began[order], first),
        np.maximum.reduceat(ended[order], first),
        np.minimum.reduceat(way[order], first),
    )


def _times(at: pa.ChunkedArray) -> Ints:
    return np.asarray(at.cast(pa.int64()).fill_null(UNTOLD), dtype=np.int64)
