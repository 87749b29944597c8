"""Knowing: who asks in order to know (how to, what is) and wants nothing to have."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.needs.asks import Asks
from isotherm.needs.topics import Topics

__all__ = ["asked_for_goods"]

_TOPICS = 3  # topics in which a word of asking to know stands at least
_OPENED = 20  # opened items from which on it is told what a word leads to
_TO_NOTES = 0.8  # share of notes among them that makes it a word of asking to know
_MOSTLY = 0.5  # share of a topic's asking that uses such words
_AS_USUAL = 0.25  # of the notes usually opened by such asking, that a topic's askers open at least
_HALF = 0.5
_LOOKED_UP = 0.3  # notes opened by an asker from which on a topic is read about


def asked_for_goods(asks: Asks, topics: Topics, products: pa.Table) -> NDArray[np.bool_]:
    """Which topics ask for goods; shape (topics,).

    A topic asks to know when most of its asking uses words that lead to notes whatever they are
    asked with (攻略, how to) and it does lead to some, or when notes are what its own askers open,
    and many do. Where nobody opens any goods and nobody asks for it in a reply, half as
    many notes as are usually opened by such asking tell as much: its subject is read about.
    """
    clicks = asks.clicks
    held = np.asarray(
        pc.is_in(clicks["item_id"], value_set=products["product_id"].combine_chunks())
    )
    wording = clicks["wording"].to_numpy()
    width = len(asks.wordings)
    to_products = np.bincount(wording[held], minlength=width)
    to_notes = np.bincount(wording[~held], minlength=width)
    used = np.bincount(asks.rows["wording"].to_numpy(), minlength=width)
    knowing = _knowing(asks, topics, to_notes, to_products)
    placed = topics.of_wording >= 0
    topic = topics.of_wording[placed]
    notes, goods, asked, of_knowing = (
        np.bincount(topic, weights=values[placed], minlength=topics.count)
        for values in (to_notes, to_products, used, used * knowing)
    )
    read = (notes > goods) & (notes >= _LOOKED_UP * asked)
    often = notes[read].sum() / max(float(asked[read].sum()), 1.0)
    only_searched = (
        np.bincount(topic, weights=_said_in_replies(asks)[placed], minlength=topics.count) == 0
    )
    read |= (goods == 0) & only_searched & (notes >= _HALF * max(often, _LOOKED_UP) * asked)
    usual = to_notes[knowing].sum() / max(int(used[knowing].sum()), 1)
    asks_to_know = (of_knowing >= _MOSTLY * asked) & (notes >= _AS_USUAL * usual * asked)
    asks_to_know &= goods <= notes
    return np.asarray(~(read | asks_to_know))


def _said_in_replies(asks: Asks) -> NDArray[np.int64]:
    """How many ask in each wording in a reply."""
    said = asks.rows.filter(pc.is_valid(asks.rows["note_id"]))["wording"].to_numpy()
    return np.bincount(said, minlength=len(asks.wordings))


def _knowing(
    asks: Asks, topics: Topics, to_notes: NDArray[np.int64], to_products: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which wordings hold a word that leads to notes in topic after topic."""
    _, holds = asks.held_words
    notes, goods = holds.T @ to_notes, holds.T @ to_products
    opened = np.maximum(notes + goods, 1)
    leads = (notes + goods >= _OPENED) & (notes >= _TO_NOTES * opened) & _many(holds, topics)
    return np.asarray(holds @ leads.astype(np.float64)) > 0


def _many(holds: sp.csr_array, topics: Topics) -> NDArray[np.bool_]:
    """Words that stand in several topics."""
    placed = np.flatnonzero(topics.of_wording >= 0)
    shape = (topics.count, holds.shape[0])
    group = sp.csr_array((np.ones(len(placed)), (topics.of_wording[placed], placed)), shape=shape)
    spread = np.bincount(sp.csr_array(group @ holds).indices, minlength=holds.shape[1])
    return np.asarray(spread >= _TOPICS)
