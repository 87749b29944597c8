"""What else an account does: whether it has a life of its own beside its acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from isotherm.trust.acts import Floats, Ints
from isotherm.trust.settings import TrustSettings

if TYPE_CHECKING:
    from isotherm.ledger import Record

__all__ = ["Lives", "read_lives", "seconds"]

_DAY = 86_400.0
_TABLES = (("notes", "author_id"), ("replies", "actor_id"), ("reactions", "actor_id"))
_MORE = (("searches", "actor_id"), ("orders", "actor_id"), ("votes", "actor_id"))


@dataclass(frozen=True)
class Lives:
    """Of every account that acts: when it joined, when it was first seen, how varied its acts are.

    Arrays run over ``actor_ids`` in sorted order; unknown times are NaN.
    """

    actor_ids: tuple[str, ...]
    joined: Floats  # seconds
    first_seen: Floats  # seconds
    kinds: Ints  # kinds of acts ever done
    begins: float  # when the record begins, seconds

    names = ("joined just before", "never seen before", "does nothing else")

    def index(self, column: pa.ChunkedArray) -> Ints:
        """Numbers of the actors of a column."""
        import pyarrow.compute as pc

        places = pc.index_in(column, value_set=pa.array(self.actor_ids, pa.string()))
        return np.asarray(places.to_numpy(), dtype=np.int64)

    def signs(self, actor: Ints, at: Floats, settings: TrustSettings) -> Ints:
        """For each act: the three signs of ``names``, 1 yes, 0 no, -1 unknown."""
        reach = settings.newcomer_days * _DAY
        result = np.full((len(actor), 3), -1, dtype=np.int64)
        joined, known = self.joined[actor], ~np.isnan(at)
        told = known & ~np.isnan(joined)
        result[told, 0] = at[told] - joined[told] <= reach
        # whoever acts in the record's first days cannot have been seen long before
        late = known & (at - self.begins > 2 * reach)
        result[late, 1] = at[late] - self.first_seen[actor][late] <= reach
        if int(self.kinds.max(initial=0)) > 1:
            result[:, 2] = self.kinds[actor] == 1
        return result


def read_lives(record: Record) -> Lives:
    """Gather every account's life from all tables of the record."""
    rows = record.collect(_seen(record), order_by=("actor_id",))
    ids = tuple(rows["actor_id"].to_pylist())
    first = seconds(rows["first_seen"])
    joined = np.full(len(ids), np.nan)
    if record.has("actors", "joined_at"):
        actors = record.table("actors")
        told = actors.filter(actors.joined_at.notnull()).select("actor_id", "joined_at")
        given = record.collect(told, order_by=("actor_id",))
        place = {name: i for i, name in enumerate(ids)}
        times = seconds(given["joined_at"])
        for name, time in zip(given["actor_id"].to_pylist(), times.tolist(), strict=True):
            if name in place:
                joined[place[name]] = time
    # whoever was seen before has a day of joining that is not theirs, as after a move
    joined[first < joined - _DAY] = np.nan
    known = first[~np.isnan(first)]
    begins = float(known.min()) if len(known) else 0.0
    return Lives(ids, joined, first, rows["kinds"].to_numpy().astype(np.int64), begins)


def _seen(record: Record) -> Any:
    """One row an account: first act of any kind, and how many kinds of acts."""
    import ibis

    parts = []
    for name, column in (*_TABLES, *_MORE):
        table = record.table(name)
        kind = table.kind if name == "reactions" else ibis.literal(name, type="string")
        parts.append(table.select(actor_id=table[column], at=table["at"], kind=kind))
    acts = ibis.union(*parts, distinct=False)
    acts = acts.filter(acts.actor_id.notnull() & (acts["kind"] != "impression"))
    per_kind = acts.group_by("actor_id", "kind").aggregate(first=acts["at"].min())
    return per_kind.group_by("actor_id").aggregate(
        first_seen=per_kind["first"].min(), kinds=per_kind.count()
    )


def seconds(column: pa.ChunkedArray) -> Floats:
    """Times as seconds since 1970, NaN where unknown."""
    whole = column.cast(pa.int64()).to_numpy(zero_copy_only=False).astype(np.float64)
    return np.asarray(whole / 1e6)
