from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from isotherm.errors import UsageError
from isotherm.strata import discover


def test_texts_must_be_one_an_item() -> None:
    with pytest.raises(UsageError, match="one for each of 4 items"):
        discover(sparse.csr_array(np.eye(4)), ["one"])


def test_a_random_matrix_has_no_strata() -> None:
    R = sparse.random_array((500, 300), density=0.06, rng=np.random.default_rng(0), format="csr")
    before = R.data.copy()
    assert discover(R).memberships.shape == (500, 0)
    np.testing.assert_array_equal(R.data, before)
