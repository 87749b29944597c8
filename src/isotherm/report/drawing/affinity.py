"""How near strata are to each other: by the members they share and the bridges between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pyarrow as pa

    from isotherm.report.findings import Row

__all__ = ["measure_affinity"]

_PER_NAT = 0.1  # what a bridge's lift adds, per nat: sharing members counts for more


def measure_affinity(
    stratum_ids: Sequence[str], memberships: pa.Table, bridges: Sequence[Row]
) -> NDArray[np.float64]:
    """A symmetric matrix over ``stratum_ids``, 0 (strangers) and up; its diagonal is 0.

    The cosine of two strata's membership weights, and a little for each bridge between them.
    """
    shared = _cosine(_weights(stratum_ids, memberships))
    place = {stratum_id: index for index, stratum_id in enumerate(stratum_ids)}
    for row in bridges:
        ends = place.get(row["from_stratum"]), place.get(row["to_stratum"])
        if ends[0] is None or ends[1] is None or (row["lift_low"] or 0) <= 1:
            continue
        nearer = _PER_NAT * float(np.log(row["lift_low"]))
        shared[ends[0], ends[1]] += nearer
        shared[ends[1], ends[0]] += nearer
    np.fill_diagonal(shared, 0.0)
    return np.round(shared, 9)


def _weights(stratum_ids: Sequence[str], memberships: pa.Table) -> Any:
    """Actors x strata, from the rows that name a stratum of the list."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found = pc.index_in(memberships["stratum_id"], value_set=pa.array(stratum_ids, pa.string()))
    known = pc.is_valid(found)
    actors = memberships["actor_id"].filter(known).combine_chunks().dictionary_encode()
    rows = actors.indices.to_numpy(zero_copy_only=False)
    columns = found.filter(known).to_numpy().astype(np.int64)
    weight = memberships["weight"].filter(known).to_numpy()
    shape = (len(actors.dictionary), len(stratum_ids))
    return scipy.sparse.csr_array((np.nan_to_num(weight), (rows, columns)), shape=shape)


def _cosine(weights: Any) -> NDArray[np.float64]:
    products = np.asarray((weights.T @ weights).todense(), dtype=np.float64)
    lengths = np.sqrt(np.maximum(np.diag(products), 1e-12))
    return products / np.outer(lengths, lengths)
