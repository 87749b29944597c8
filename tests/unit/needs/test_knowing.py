"""Asking to know is told from asking to have, also where nothing is opened."""

from __future__ import annotations

from isotherm.ledger import Record
from isotherm.needs.asks import gather_asks
from isotherm.needs.knowing import asked_for_goods
from isotherm.needs.settings import NeedSettings
from isotherm.needs.topics import group_wordings


def _goods(*, opened: bool) -> bool:
    """Whether a want that uses a word of knowing (tips) is one for goods.

    ``opened``: its askers open notes, as those who ask for tips of other things do.
    """
    rows = [
        (f"k{thing}{n}", f"{thing} tips", [f"note{n % 5}"])
        for thing in ("knitting", "sowing", "baking", "hiking")
        for n in range(12)
    ]
    rows += [(f"w{n}", "piping tips", [f"note{n % 5}"] if opened else []) for n in range(40)]
    record = Record.from_rows(
        {
            "notes": [
                {"note_id": f"note{n}", "author_id": "a", "at": "2026-03-01T00:00:00Z"}
                for n in range(5)
            ],
            "products": [{"product_id": "p", "title": "yarn"}],
            "searches": [
                {"actor_id": a, "at": "2026-03-01T00:00:00Z", "query": q, "clicked": c}
                for a, q, c in rows
            ],
        }
    )
    asks = gather_asks(record)
    topics = group_wordings(asks, NeedSettings())
    products = record.collect(record.table("products"), order_by=("product_id",))
    goods = asked_for_goods(asks, topics, products)
    return bool(goods[topics.of_wording[asks.wordings.index("piping tips")]])


def test_a_want_that_leads_nowhere_is_not_asking_to_know() -> None:
    assert _goods(opened=False)
    # The control: the same words that lead to notes ask to know.
    assert not _goods(opened=True)
