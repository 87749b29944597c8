from __future__ import annotations

import numpy as np
import pyarrow as pa
import scipy.sparse as sp

from isotherm.needs.supply import match_products
from isotherm.needs.things import weigh_words
from isotherm.needs.topics import Topics
from isotherm.schema import LEDGER

WORDS = ("pannier", "padded", "stool")
GOODS = [("padded stool", "stools"), ("stool", "stools"), ("padded lamp", "lamps"),
         ("padded vest", "vests"), ("lamp", "lamps")]  # fmt: skip


def goods(*, categories: bool = True) -> pa.Table:
    rows = [
        {"product_id": f"p{k}", "title": title, "category": name if categories else None}
        for k, (title, name) in enumerate(GOODS)
    ]
    return pa.Table.from_pylist(rows, schema=LEDGER["products"].arrow_schema())


def test_a_word_on_goods_of_many_categories_tells_the_thing_less() -> None:
    np.testing.assert_allclose(weigh_words(WORDS, goods()), [1, 1 / 3, 1])
    np.testing.assert_allclose(weigh_words(WORDS, goods(categories=False)), 1)


def test_goods_that_share_only_the_attribute_are_no_supply() -> None:
    profile = sp.csr_array(np.array([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]))
    found = {}
    for name, things in (("with", weigh_words(WORDS, goods())), ("without", np.ones(3))):
        topics = Topics(np.arange(2), 2, WORDS, profile, things)
        found[name] = match_products(topics, goods(), coverage=0.5).toarray()
    assert found["with"].tolist() == [[0, 0, 0, 0, 0], [1, 1, 0, 0, 0]]
    assert found["without"][0].sum() == 3
