"""Wanting: searches for goods, told from interest in what there is to read."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.ledger import Record
from isotherm.needs.asks import Asks
from isotherm.needs.lines import Lines
from isotherm.text import tfidf

__all__ = ["looks_only"]

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
_SAME_WORDS = 0.55  # cosine of their words from which two wordings say the same
_SOME = 0.05  # of those who search: that many ask for it in words, or open goods
_PAGE = 10  # results from which on a search found much; fewer may be leftovers of other things
_SHOWN = 0.5  # share of its searches that found much, from which on a wording does
_ROWS = 2000


def looks_only(record: Record, asks: Asks, products: pa.Table) -> Bools:
    """Which wordings are searched out of interest and not to have something; shape (wordings,).

    Who searches, is shown much, and neither opens goods nor has company that asks where to get
    it (a reply or a wish in like words, by a twentieth of those who search) reads. A search that
    is shown little, or of which it is not told, may want what is not there.
    """
    width = len(asks.wordings)
    people, shown = _searched(record, asks)
    if not shown.any():
        return np.zeros(width, dtype=bool)
    used = np.bincount(asks.rows["wording"].to_numpy(), minlength=width).astype(np.float64)
    wanted = np.maximum(_said_in_replies(asks), np.maximum(used - people, 0.0))
    wanted += _opened_goods(asks, products)
    looks = (people > 0) & (shown >= _SHOWN) & (wanted < _SOME * people)
    near = np.zeros((width, 2))
    words = sp.csr_array(tfidf(asks.held_words[1]))
    counted = np.stack((people, wanted), axis=1)
    doubtful = np.flatnonzero(looks)
    for begin in range(0, len(doubtful), _ROWS):
        rows = doubtful[begin : begin + _ROWS]
        alike = sp.csr_array(words[rows] @ words.T)
        alike.data = (alike.data >= _SAME_WORDS).astype(np.float64)
        near[rows] = alike @ counted
    return np.asarray(looks & (near[:, 1] < _SOME * near[:, 0]))


def _searched(record: Record, asks: Asks) -> tuple[Floats, Floats]:
    """How many people search in each wording, and which share of its searches finds much.

    The share is 0 where nothing is told of it.
    """
    searches = record.table("searches")
    said = searches.filter(searches.query.notnull() & searches.actor_id.notnull())
    each = said.group_by("query").aggregate(
        people=said.actor_id.nunique(),
        told=said.results.count(),
        shown=(said.results >= _PAGE).cast("int64").sum(),
    )
    rows = record.collect(each, order_by=("query",))
    number = {text: place for place, text in enumerate(asks.wordings)}
    wording = Lines.of(rows["query"]).numbered(number)
    known = np.asarray(wording.is_valid())
    place = np.asarray(wording.filter(pa.array(known)), dtype=np.int64)
    people, told, shown = (
        np.bincount(
            place, weights=rows[name].fill_null(0).to_numpy()[known], minlength=len(number)
        ).astype(np.float64)
        for name in ("people", "told", "shown")
    )
    return people, shown / np.maximum(told, 1.0)


def _said_in_replies(asks: Asks) -> Floats:
    said = asks.rows.filter(pc.is_valid(asks.rows["note_id"]))["wording"].to_numpy()
    return np.bincount(said, minlength=len(asks.wordings)).astype(np.float64)


def _opened_goods(asks: Asks, products: pa.Table) -> Floats:
    """How many goods are opened from searches in each wording."""
    listed = products["product_id"].combine_chunks()
    held = np.asarray(pc.is_in(asks.clicks["item_id"], value_set=listed))
    opened = asks.clicks["wording"].to_numpy()[held]
    return np.bincount(opened, minlength=len(asks.wordings)).astype(np.float64)
