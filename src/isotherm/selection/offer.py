"""What is on offer already, and how like it each candidate is."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.ledger import Record
from isotherm.selection.candidates import Candidate
from isotherm.selection.chooser import Sales
from isotherm.text import hashed_vectors, tfidf, tokens

__all__ = ["Offer", "likeness_between", "likeness_to_goods", "place_of_same", "read_offer"]

Floats = NDArray[np.float64]
_SAME_NAME = 0.8
_CHUNK = 256  # candidates held against all goods at once


@dataclasses.dataclass(frozen=True)
class Offer:
    """What is on offer already, with how it looks and what became of it."""

    product_ids: tuple[str, ...]
    merchants: tuple[str, ...]
    looks: sp.csr_array
    candidate_looks: sp.csr_array
    called: sp.csr_array
    """Share of each candidate's own name that a product carries, where it carries most of it."""
    kept: Floats
    orders: Floats
    """Lines known to be kept or returned, by product."""


def read_offer(record: Record, candidates: Sequence[Candidate], sales: Sales) -> Offer:
    """The goods of a record beside the candidates, described the same way."""
    products = record.table("products")
    columns = ("product_id", "merchant_id", "title", "category", "attributes")
    rows = record.collect(products.select(*columns), order_by=("product_id",)).to_pylist()
    told = [" ".join(row[c] or "" for c in columns[2:]) for row in rows]
    both = tfidf(hashed_vectors(told + [one.text for one in candidates])).astype(np.float64)
    place = {row["product_id"]: number for number, row in enumerate(rows)}
    kept, orders = np.zeros(len(rows)), np.zeros(len(rows))
    judged = sales.judged()
    for product, was_kept in zip(
        judged["product_id"].to_pylist(), judged["kept"].to_pylist(), strict=True
    ):
        if product in place:
            orders[place[product]] += 1
            kept[place[product]] += was_kept
    return Offer(
        product_ids=tuple(place),
        merchants=tuple(row["merchant_id"] or "" for row in rows),
        looks=sp.csr_array(both[: len(rows)]),
        candidate_looks=sp.csr_array(both[len(rows) :]),
        called=_called([one.title for one in candidates], told),
        kept=kept,
        orders=orders,
    )


def likeness_to_goods(offer: Offer) -> Floats:
    """Cosine likeness of each candidate to each product; (candidates, products)."""
    goods = offer.looks.T.tocsc()
    count = offer.candidate_looks.shape[0]
    parts = [
        (offer.candidate_looks[start : start + _CHUNK] @ goods).toarray()
        for start in range(0, count, _CHUNK)
    ]
    looks = np.vstack(parts) if parts else np.zeros((0, goods.shape[1]))
    return np.maximum(looks, offer.called.toarray())


def _called(names: Sequence[str], goods: Sequence[str]) -> sp.csr_array:
    """Goods that carry at least four fifths of a name's words are like what it names, whatever
    else they say; (names, goods)."""
    place: dict[str, int] = {}
    own = [[t for t in dict.fromkeys(tokens(name)) if len(t) > 1] for name in names]
    wanted = _incidence(own, place)
    known = set(place)
    carried = _incidence([sorted(known & set(tokens(text))) for text in goods], place)
    share = sp.csr_array(wanted @ carried.T)
    share.data /= np.repeat([max(len(one), 1) for one in own], np.diff(share.indptr))
    share.data[share.data < _SAME_NAME] = 0.0
    share.eliminate_zeros()
    return share


def _incidence(words: Sequence[Sequence[str]], place: dict[str, int]) -> sp.csr_array:
    """Which row carries which word; fills ``place``."""
    columns = [[place.setdefault(word, len(place)) for word in row] for row in words]
    flat = np.array([column for row in columns for column in row], dtype=np.int64)
    indptr = np.cumsum([0, *(len(row) for row in columns)])
    shape = (len(words), max(len(place), 1))
    return sp.csr_array((np.ones(len(flat)), flat, indptr), shape=shape)


def likeness_between(looks: sp.csr_array, alike: float) -> sp.csr_array:
    """Likeness between candidates, nothing below ``alike``."""
    parts = []
    for start in range(0, looks.shape[0], _CHUNK):
        part = sp.csr_array(looks[start : start + _CHUNK] @ looks.T)
        part.data[part.data < alike] = 0.0
        part.eliminate_zeros()
        parts.append(part)
    whole = sp.lil_array(sp.vstack(parts)) if parts else sp.lil_array((0, 0))
    whole.setdiag(1.0)
    return sp.csr_array(whole)


def place_of_same(candidates: Sequence[Candidate], offer: Offer) -> dict[int, int]:
    """Candidates that are on offer already, by the product they are."""
    place = {name: number for number, name in enumerate(offer.product_ids)}
    return {
        row: place[one.product_id] for row, one in enumerate(candidates) if one.product_id in place
    }
