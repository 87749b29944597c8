"""What they want and cannot have: needs of a simulated community, against its truth.

--world DIR is a folder made by isotherm world. Peers rank the same asks in the same run: by
searches without results or clicks, by demand over supply, and by raw frequency, each on wordings
as people typed them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from _door import door, missing, show

_UNMET = ("absent", "none_good")
_FIRST = 30


def plain(text: str) -> str:
    return "".join(text.split())


class Truth:
    """What the world's people want, by what they type."""

    def __init__(self, folder: Path) -> None:
        import pyarrow.parquet as pq

        if not (folder / "truth" / "needs.parquet").exists():
            missing(f"{folder} holds no world with truth/needs.parquet")
        self.needs = pq.read_table(folder / "truth" / "needs.parquet").to_pylist()
        self.of_query = {
            plain(query): number
            for number, need in enumerate(self.needs)
            for query in need["queries"]
        }
        self.gain = np.array(
            [need["unmet_units"] if need["kind"] in _UNMET else 0.0 for need in self.needs]
        )

    def need(self, queries: list[str]) -> int:
        """The need most of the queries ask for, -1 where none is known."""
        counts = Counter(self.of_query.get(plain(query), -1) for query in queries)
        return counts.most_common(1)[0][0] if counts else -1

    def score(self, name: str, ranked: list[int]) -> dict[str, Any]:
        """Precision, what was found and the order, a need counted where it stands first."""
        first = list(dict.fromkeys(ranked))
        right = [n >= 0 and self.needs[n]["kind"] in _UNMET for n in ranked[:10]]
        cells = {n for n, need in enumerate(self.needs) if need["kind"] == "none_good"}
        shown = cells & set(ranked[:_FIRST])
        return {
            "name": name,
            "precision@10": float(np.mean(right)) if right else 0.0,
            "none_good_in_30": len(shown) / max(1, len(cells)),
            "ndcg@20": self._ndcg(first[:20]),
            "told": len(ranked),
        }

    def _ndcg(self, ranked: list[int]) -> float:
        gains = np.array([self.gain[n] if n >= 0 else 0.0 for n in ranked] + [0.0] * 20)[:20]
        weight = 1 / np.log2(np.arange(2, 22))
        best = np.sort(np.append(self.gain, np.zeros(20)))[::-1][:20]
        return float((gains * weight).sum() / max(float((best * weight).sum()), 1e-12))


def ours(record: Any, folder: Path, truth: Truth) -> dict[str, Any]:
    import pyarrow.parquet as pq

    from isotherm.needs import NeedSettings, find_needs
    from isotherm.trust import find_coordinated

    coordinated = find_coordinated(record)
    members = pq.read_table(folder / "truth" / "memberships.parquet")
    members = members.select(["actor_id", "stratum_id", "weight"])
    started = time.perf_counter()
    found = find_needs(
        record, memberships=members, coordinated=coordinated, settings=NeedSettings()
    ).needs.to_pylist()
    seconds = time.perf_counter() - started
    found.sort(key=lambda row: (-row["unmet_units"], row["need_id"]))
    searches = record.table("searches").select("search_id", "query")
    asked = record.collect(searches, order_by=("search_id",))
    said = dict(zip(asked["search_id"].to_pylist(), asked["query"].to_pylist(), strict=True))
    ranked = [truth.need([said[i] for i in row["evidence"] if i in said]) for row in found]
    errors, covered = [], []
    for row, number in zip(found, ranked, strict=True):
        if number >= 0 and truth.gain[number] > 0:
            units = truth.gain[number]
            errors.append(abs(row["unmet_units"] - units) / units)
            covered.append(row["unmet_low"] <= units <= row["unmet_high"])
    return truth.score("isotherm", ranked) | {
        "size_error": float(np.median(errors)) if errors else None,
        "coverage_90": float(np.mean(covered)) if covered else None,
        "seconds": seconds,
    }


def peers(record: Any, truth: Truth) -> list[dict[str, Any]]:
    searches = record.collect(record.table("searches"), order_by=("search_id",)).to_pylist()
    products = record.collect(record.table("products"), order_by=("product_id",)).to_pylist()
    people: dict[str, set[str]] = {}
    empty: dict[str, set[str]] = {}
    for row in searches:
        query = plain(row["query"])
        people.setdefault(query, set()).add(row["actor_id"])
        nothing = row["results"] == 0 if row["results"] is not None else not row["clicked"]
        if nothing:
            empty.setdefault(query, set()).add(row["actor_id"])
    titles = [plain(f"{p['title'] or ''}{p['category'] or ''}") for p in products]
    grams = [{t[k : k + 2] for k in range(len(t) - 1)} for t in titles]
    queries = sorted(query for query, own in people.items() if len(own) >= 5)
    supply = {query: _supply(query, grams) for query in queries}
    scores = {
        "zero results": {q: float(len(empty.get(q, ()))) for q in queries},
        "demand over supply": {q: len(people[q]) / (supply[q] + 1) for q in queries},
        "frequency": {q: float(len(people[q])) for q in queries},
    }
    rows = []
    for name, score in scores.items():
        ranked: list[int] = []
        for query in sorted(queries, key=lambda q: (-score[q], q)):
            if score[query] <= 0:
                break
            number = truth.need([query])
            if number < 0 or number not in ranked:  # its wordings are given to a peer as one
                ranked.append(number)
        rows.append(truth.score(name, ranked))
    return rows


def _supply(query: str, grams: list[set[str]]) -> int:
    """Products whose title carries at least half of the query's pairs of letters."""
    own = {query[k : k + 2] for k in range(len(query) - 1)} or {query}
    return sum(2 * len(own & held) >= len(own) for held in grams)


def main() -> None:
    parser = door(__doc__ or "")
    parser.add_argument("--world", type=Path, required=True, help="folder made by isotherm world")
    args: argparse.Namespace = parser.parse_args()
    from isotherm.engines import open_engine
    from isotherm.ledger import open_record, read_ledger

    truth = Truth(args.world)
    with tempfile.TemporaryDirectory() as scratch:
        read_ledger(args.world / "ledger", Path(scratch), now=dt.datetime.now(dt.UTC))
        engine = open_engine("duckdb")
        record = open_record(Path(scratch), engine)
        rows = [ours(record, args.world, truth)]
        if args.peers != "none":
            rows += peers(record, truth)
        engine.close()
    kinds = Counter(need["kind"] for need in truth.needs)
    show(args, rows=rows, data={"needs": dict(kinds), "strata": "as planted"})


if __name__ == "__main__":
    main()
