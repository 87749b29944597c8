from __future__ import annotations

import math

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.report.drawing.affinity import measure_affinity
from isotherm.schema import READING

IDS = ["s-a", "s-b", "s-c"]
pairs = st.dictionaries(
    st.tuples(st.sampled_from("vwxyz"), st.sampled_from([*IDS, "s-parent"])),
    st.floats(0.01, 1),
    max_size=15,
)


def as_table(weights):
    rows = [{"actor_id": a, "stratum_id": s, "weight": w} for (a, s), w in weights.items()]
    return pa.Table.from_pylist(rows, schema=READING["memberships"].arrow_schema())


def obvious(weights):
    found = np.zeros((3, 3))
    for i, one in enumerate(IDS):
        for j, other in enumerate(IDS):
            if i != j:
                shared = sum(weights.get((a, one), 0) * weights.get((a, other), 0) for a in "vwxyz")
                lengths = [
                    math.sqrt(sum(weights.get((a, s), 0) ** 2 for a in "vwxyz"))
                    for s in (one, other)
                ]
                found[i, j] = shared / math.prod(lengths) if all(lengths) else 0
    return found


@settings(deadline=None)
@given(pairs)
def test_affinity_is_the_cosine_of_memberships(weights):
    found = measure_affinity(IDS, as_table(weights), [])
    np.testing.assert_allclose(found, obvious(weights), atol=1e-6)


@settings(deadline=None, max_examples=25)
@given(pairs, st.randoms())
def test_the_order_of_rows_does_not_matter(weights, random):
    shuffled = list(weights.items())
    random.shuffle(shuffled)
    one = measure_affinity(IDS, as_table(weights), [])
    two = measure_affinity(IDS, as_table(dict(shuffled)), [])
    assert one.tobytes() == two.tobytes()


def test_a_bridge_brings_strata_nearer_only_where_its_interval_says_so():
    bridge = {"from_stratum": "s-a", "to_stratum": "s-c", "lift_low": 2.0}
    weak = {"from_stratum": "s-a", "to_stratum": "s-b", "lift_low": 0.8}
    unknown = {"from_stratum": "s-a", "to_stratum": "s-gone", "lift_low": 9.0}
    found = measure_affinity(IDS, as_table({}), [bridge, weak, unknown])
    assert found[0, 2] == found[2, 0] > 0
    assert found[0, 1] == found[1, 0] == 0
