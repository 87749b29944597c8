"""The truth of a world: what a perfect reading would find."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from isotherm.world.asks import Asked
from isotherm.world.calendar import DAY, Calendar
from isotherm.world.draws import Ids, Ints
from isotherm.world.leaves import LEAVES
from isotherm.world.lexicon import PARENTS
from isotherm.world.livetests import HeldTest
from isotherm.world.needs import Need
from isotherm.world.notes import Notes
from isotherm.world.people import People
from isotherm.world.waves import Wave
from isotherm.world.writer import write_parquet

__all__ = ["TRUTH", "TruthWriter"]

_ID, _TEXT, _COUNT, _SHARE = pa.string(), pa.string(), pa.int64(), pa.float64()
_LIST, _TIME, _BOOL = pa.list_(pa.string()), pa.timestamp("us", tz="UTC"), pa.bool_()

TRUTH: dict[str, pa.Schema] = {
    "strata": pa.schema(
        {
            "stratum_id": _ID,
            "parent_id": _ID,
            "name": _TEXT,
            "size": _COUNT,
        }  # parents: no parent_id
    ),
    "memberships": pa.schema({"stratum_id": _ID, "actor_id": _ID, "weight": _SHARE}),
    "note_strata": pa.schema({"note_id": _ID, "stratum_id": _ID}),
    "needs": pa.schema(
        {
            "need_id": _ID,
            "stratum_id": _ID,
            "kind": _TEXT,  # served, absent, none_good
            "why": _TEXT,  # fit, price, style, quality, absent; empty where served
            "item": _TEXT,
            "terms": _LIST,  # the words it is asked in
            "queries": _LIST,  # what is typed
            "categories": _LIST,
            "askers": _COUNT,
            "fill_share": _SHARE,  # of askers, those who kept something and were content
            "reachable_share": _SHARE,  # the same where a need is served
            "unmet_units": _SHARE,  # askers x (reachable - fill), kept pieces
            "price_fen": _COUNT,  # what askers would pay, about
        }
    ),
    "need_askers": pa.schema({"need_id": _ID, "actor_id": _ID}),
    "need_products": pa.schema({"need_id": _ID, "product_id": _ID}),
    "trends": pa.schema(
        {
            "trend_id": _ID,
            "kind": _TEXT,  # organic, campaign, celebrity, seasonal, steady, attack
            "origin": _TEXT,  # found or made; empty where not organic
            "attack": _TEXT,
            "name": _TEXT,
            "tag": _TEXT,
            "stratum_ids": _LIST,
            "started_at": _TIME,
            "peak_at": _TIME,  # empty for seasonal and steady ones; may lie after the record
            "n_notes": _COUNT,
            "n_repliers": _COUNT,  # independent ones
            "sells": _BOOL,
        }
    ),
    "trend_notes": pa.schema({"trend_id": _ID, "note_id": _ID}),
    "trend_repliers": pa.schema({"trend_id": _ID, "actor_id": _ID}),
    "coordinated": pa.schema({"group_id": _ID, "actor_id": _ID, "kind": _TEXT}),
    "options": pa.schema(
        {"option_id": _ID, "test_id": _ID, "stratum_id": _ID, "appeal": _SHARE, "best": _BOOL}
    ),
}


class TruthWriter:
    """Writes the truth tables below a folder, sorted by their columns."""

    def __init__(self, folder: Path, ids: Ids, calendar: Calendar) -> None:
        """Write below ``folder`` with the ids of the same world."""
        folder.mkdir(parents=True, exist_ok=True)
        self.rows: dict[str, int] = {}
        self._folder, self._ids, self._calendar = folder, ids, calendar

    def put(self, name: str, columns: dict[str, Any]) -> None:
        """Write one table, sorted; empty where there are no columns."""
        schema = TRUTH[name]
        rows = schema.empty_table()
        if columns:
            arrays = [
                pa.array(columns[f.name], type=f.type)
                if not isinstance(columns[f.name], pa.Array)
                else columns[f.name].cast(f.type)
                for f in schema
            ]
            rows = pa.Table.from_arrays(arrays, schema=schema)
            keys = [f.name for f in schema if pa.types.is_string(f.type) and f.name.endswith("_id")]
            rows = rows.sort_by([(key, "ascending") for key in keys])
        self.rows[name] = rows.num_rows
        write_parquet(rows, self._folder / f"{name}.parquet")

    def put_nothing(self) -> None:
        """Write every table empty: the truth of a null world."""
        for name in TRUTH:
            self.put(name, {})

    def put_strata(self, people: People, notes: Notes) -> None:
        """Write strata, memberships and the strata of notes."""
        leaves, parents = np.arange(len(LEAVES)), np.arange(len(PARENTS))
        parent = np.array([PARENTS.index(leaf.parent) for leaf in LEAVES])
        told = self._calendar.told
        inside = (people.weights > 0) & told(people.joined)[:, None]
        of_parent = [inside[:, parent == p].any(axis=1).sum() for p in parents]
        self.put(
            "strata",
            {
                "stratum_id": pa.concat_arrays(
                    [self._leaf(leaves), self._ids.of("parents", parents)]
                ),
                "parent_id": pa.concat_arrays(
                    [self._ids.of("parents", parent), pa.nulls(len(parents), _ID)]
                ),
                "name": [leaf.name for leaf in LEAVES] + list(PARENTS),
                "size": [*inside.sum(axis=0).tolist(), *[int(n) for n in of_parent]],
            },
        )
        actor, leaf = np.nonzero(inside)
        self.put(
            "memberships",
            {
                "stratum_id": self._leaf(leaf),
                "actor_id": self._ids.of("actors", actor),
                "weight": people.weights[actor, leaf].astype(float),
            },
        )
        note = np.arange(notes.count)
        one, two = ((leaf >= 0) & told(notes.at) for leaf in (notes.leaf, notes.second))
        both = np.concatenate([note[one], note[two]])
        strata = np.concatenate([notes.leaf[one], notes.second[two]])
        self.put(
            "note_strata",
            {"note_id": self._ids.of("notes", both), "stratum_id": self._leaf(strata)},
        )

    def put_needs(self, needs: list[Need], asked: list[Asked], products: list[Ints]) -> None:
        """Write needs with what became of them, who asked, and what answers to their words."""
        number = np.arange(len(needs))
        short = [max(0.0, a.reachable - a.fill) for a in asked]
        self.put(
            "needs",
            {
                "need_id": self._ids.of("needs", number),
                "stratum_id": self._leaf(np.array([n.leaf for n in needs])),
                "kind": [n.kind for n in needs],
                "why": [n.why for n in needs],
                "item": [n.item for n in needs],
                "terms": [[*n.modifiers, n.item] for n in needs],
                "queries": [list(n.queries) for n in needs],
                "categories": [[n.category] for n in needs],
                "askers": [len(a.askers) for a in asked],
                "fill_share": [a.fill for a in asked],
                "reachable_share": [a.reachable for a in asked],
                "unmet_units": [len(a.askers) * s for a, s in zip(asked, short, strict=True)],
                "price_fen": [n.price_yuan * 100 for n in needs],
            },
        )
        self.put(
            "need_askers",
            self._pairs("need_id", "needs", "actor_id", "actors", [a.askers for a in asked]),
        )
        self.put(
            "need_products", self._pairs("need_id", "needs", "product_id", "products", products)
        )

    def put_trends(self, waves: list[Wave], notes: Notes, repliers: list[Ints]) -> None:
        """Write waves of all kinds that have begun, their notes and independent repliers."""
        told = self._calendar.told(notes.at)
        of_wave = [np.flatnonzero((notes.wave == w) & told) for w in range(len(waves))]
        self.put("trend_notes", self._pairs("trend_id", "waves", "note_id", "notes", of_wave))
        self.put("trend_repliers", self._pairs("trend_id", "waves", "actor_id", "actors", repliers))
        begun = [w for w, rows in enumerate(of_wave) if len(rows)]
        waves = [waves[w] for w in begun]
        of_wave, repliers = [of_wave[w] for w in begun], [repliers[w] for w in begun]
        lasting = [w.kind in ("seasonal", "steady") for w in waves]
        first = [int(notes.at[rows].min()) for rows in of_wave]
        moments = [
            max(self._calendar.start + int(w.peak * DAY), at + DAY // 4)
            for w, at in zip(waves, first, strict=True)
        ]
        self.put(
            "trends",
            {
                "trend_id": self._ids.of("waves", np.array(begun, dtype=np.int64)),
                "kind": [w.kind for w in waves],
                "origin": [w.origin for w in waves],
                "attack": [w.attack for w in waves],
                "name": [w.subject for w in waves],
                "tag": [w.tag for w in waves],
                "stratum_ids": [self._leaf(np.array(w.leaves)).to_pylist() for w in waves],
                "started_at": [at * 1_000_000 for at in first],
                "peak_at": [
                    None if slow else at * 1_000_000
                    for slow, at in zip(lasting, moments, strict=True)
                ],
                "n_notes": [len(rows) for rows in of_wave],
                "n_repliers": [len(who) for who in repliers],
                "sells": [w.sells for w in waves],
            },
        )

    def put_coordinated(self, kinds: list[str], groups: list[Ints]) -> None:
        """Write the groups that act as one."""
        columns = self._pairs("group_id", "groups", "actor_id", "actors", groups)
        sizes = [len(group) for group in groups]
        self.put(
            "coordinated",
            {**columns, "kind": np.repeat(np.array(kinds, dtype=object), sizes).tolist()},
        )

    def put_options(self, held: list[HeldTest]) -> None:
        """Write how much each option of each test truly appeals."""
        sizes = [len(h.options) for h in held]
        self.put(
            "options",
            {
                "option_id": self._ids.of("options", np.concatenate([h.options for h in held])),
                "test_id": self._ids.of("tests", np.repeat([h.test for h in held], sizes)),
                "stratum_id": self._leaf(np.repeat([h.leaf for h in held], sizes)),
                "appeal": np.concatenate([h.appeal for h in held]),
                "best": np.concatenate([h.appeal == h.appeal.max() for h in held]),
            },
        )

    def _leaf(self, leaf: Ints) -> pa.Array:
        return self._ids.of("strata", leaf)

    def _pairs(
        self, key: str, table: str, column: str, other: str, groups: list[Ints]
    ) -> dict[str, pa.Array]:
        sizes = [len(group) for group in groups]
        members = np.concatenate([np.zeros(0, dtype=np.int64), *groups]).astype(np.int64)
        return {
            key: self._ids.of(table, np.repeat(np.arange(len(groups)), sizes)),
            column: self._ids.of(other, members),
        }
