"""Who it is chosen for: their people, what they carried, and what became of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import pyarrow as pa
import pyarrow.compute as pc

from isotherm.errors import UsageError
from isotherm.ledger import Record, order_lines

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["Chooser", "Sales", "find_chooser", "read_sales"]

Kind = Literal["stratum", "merchant", "actor"]


@dataclasses.dataclass(frozen=True)
class Sales:
    """Order lines: actor_id, product_id, source_id, price_fen, kept (None: not known)."""

    lines: pa.Table

    def judged(self) -> pa.Table:
        """Lines of which it is known whether they were kept."""
        return self.lines.filter(pc.is_valid(self.lines["kept"]))


@dataclasses.dataclass(frozen=True)
class Chooser:
    """For whom: the strata of their people by weight (sums to 1), what they carried and sold."""

    name: str
    kind: Kind
    strata: Mapping[str, float]
    carried: tuple[str, ...]
    sold: pa.Table
    """Their own lines among the sales."""
    people: pa.Array
    """Whom they choose for."""


def read_sales(record: Record) -> Sales:
    """The order lines of a record with what became of them."""
    outcomes = record.table("outcomes")
    lines = order_lines(record).select("actor_id", "source_id", "price_fen", "product_id")
    told = outcomes.group_by(buyer=outcomes.actor_id, bought=outcomes.product_id).aggregate(
        kept=outcomes.kept.cast("int64").min().cast("boolean")
    )
    whole = lines.left_join(told, [("actor_id", "buyer"), ("product_id", "bought")])
    columns = ("actor_id", "product_id", "source_id", "price_fen", "kept")
    rows = whole.filter(whole.actor_id.notnull() & whole.product_id.notnull()).select(*columns)
    return Sales(record.collect(rows, order_by=columns))


def find_chooser(
    record: Record, name: str, *, memberships: pa.Table, strata: pa.Table, sales: Sales
) -> Chooser:
    """Find whom an id stands for: a stratum, a merchant, or an actor (a buyer, an author).

    Raises UsageError when the id is none of these.
    """
    if name in set(strata["stratum_id"].to_pylist()):
        return _of_stratum(name, memberships, strata, sales)
    merchants, actors = record.table("merchants"), record.table("actors")
    if record.collect(merchants.filter(merchants.merchant_id == name), order_by=()).num_rows:
        return _of_merchant(record, name, memberships, sales)
    notes = record.table("notes")
    own = record.collect(
        notes.filter(notes.author_id == name).select("note_id", "product_ids"),
        order_by=("note_id",),
    )
    known = record.collect(actors.filter(actors.actor_id == name), order_by=()).num_rows
    belongs = name in set(memberships["actor_id"].to_pylist())
    if not (known or own.num_rows or belongs):
        raise UsageError(
            f"{name!r} is no stratum of the reading, and no merchant or actor of its ledger; "
            "give the id of one"
        )
    return _of_actor(record, name, own, memberships, sales)


def _of_stratum(name: str, memberships: pa.Table, strata: pa.Table, sales: Sales) -> Chooser:
    """A stratum chooses for itself; it carried what its people kept."""
    rows = strata.select(["stratum_id", "parent_id"]).to_pylist()
    own = [row["stratum_id"] for row in rows if row["parent_id"] == name] or [name]
    people = _filter(memberships, "stratum_id", own)["actor_id"].unique()
    bought = _filter(sales.lines, "actor_id", people)
    kept = bought.filter(pc.fill_null(bought["kept"], fill_value=True))
    share = {one: 1 / len(own) for one in own}
    carried = tuple(sorted(set(kept["product_id"].to_pylist())))
    return Chooser(name, "stratum", share, carried, bought, people)


def _of_merchant(record: Record, name: str, memberships: pa.Table, sales: Sales) -> Chooser:
    products = record.table("products")
    own = products.filter(products.merchant_id == name).select("product_id")
    carried = record.collect(own, order_by=("product_id",))["product_id"].to_pylist()
    sold = _filter(sales.lines, "product_id", carried)
    people = sold["actor_id"].unique()
    strata = _strata_of(people, memberships)
    return Chooser(name, "merchant", strata, tuple(carried), sold, people)


def _of_actor(
    record: Record, name: str, notes: pa.Table, memberships: pa.Table, sales: Sales
) -> Chooser:
    """A buyer or author: carried in notes, with merchants who work with them; their audience."""
    note_ids = notes["note_id"].to_pylist()
    linked = {one for row in notes["product_ids"].to_pylist() for one in row or ()}
    through = _filter(sales.lines, "source_id", note_ids)
    merchants = record.table("merchants")
    hers = record.collect(
        merchants.filter(merchants.buyer_ids.contains(name)).select("merchant_id"),
        order_by=("merchant_id",),
    )["merchant_id"].to_pylist()
    products = record.table("products")
    goods = products.filter(products.merchant_id.isin([*hers, ""])).select("product_id")
    linked.update(record.collect(goods, order_by=("product_id",))["product_id"].to_pylist())
    sold = through if through.num_rows else _filter(sales.lines, "product_id", sorted(linked))
    linked.update(sold["product_id"].to_pylist())
    people = _audience(record, name, note_ids)
    strata = _strata_of(people, memberships) if len(people) else {}
    strata = strata or _strata_of(pa.array([name]), memberships)
    return Chooser(name, "actor", strata, tuple(sorted(linked)), sold, people)


def _audience(record: Record, name: str, note_ids: Sequence[str]) -> pa.Array:
    """Who answers their notes."""
    if not note_ids:
        return pa.array([], pa.string())
    wanted = record.engine.read_arrow(pa.table({"note_id": list(note_ids)}))
    replies: ir.Table = record.table("replies").semi_join(wanted, "note_id")
    people = replies.filter(replies.actor_id != name).select("actor_id").distinct()
    return record.collect(people, order_by=("actor_id",))["actor_id"].combine_chunks()


def _strata_of(people: pa.Array, memberships: pa.Table) -> dict[str, float]:
    """The strata people belong to, by their share of all their memberships."""
    own = _filter(memberships, "actor_id", people)
    summed = own.group_by("stratum_id").aggregate([("weight", "sum")]).sort_by("stratum_id")
    total = max(pc.sum(summed["weight_sum"]).as_py() or 0.0, 1e-12)
    pairs = zip(summed["stratum_id"].to_pylist(), summed["weight_sum"].to_pylist(), strict=True)
    return {stratum: weight / total for stratum, weight in pairs}


def _filter(rows: pa.Table, column: str, among: pa.Array | Sequence[str]) -> pa.Table:
    values = (
        among
        if isinstance(among, pa.Array | pa.ChunkedArray)
        else pa.array(list(among), pa.string())
    )
    values = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    return rows.filter(pc.is_in(rows[column], value_set=values))
