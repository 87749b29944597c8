"""RentTheRunway: is the work wardrobe of 132-176 lb a need? Aggregates only, never a row."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from _walk_figures import Walk, rows_of, table
from isotherm.inference import beta_interval, ebh
from isotherm.needs.settings import NeedSettings
from isotherm.needs.sizing import Cells, size_cells
from isotherm.sources import import_source

__all__ = ["walk_rentals"]

_BANDS = {"under 132 lb": (0.0, 59.8), "132-176 lb": (59.8, 79.85), "over 176 lb": (79.85, 999.0)}
_OCCASIONS = ("work", "everyday", "wedding", "formal affair", "party")
_LIGHT, _MIDDLE = "under 132 lb", "132-176 lb"
_DRAWS = 1000
_FEWEST = 10

Cell = tuple[str, str]
Column = NDArray[Any]


def walk_rentals(data: Path, scratch: Path) -> Walk:
    import_source("renttherunway", [data / "rtr" / "rentals_to_2016.parquet"], scratch)
    cells = _cells(scratch)
    rng = np.random.default_rng(0)
    size = min(len(items) for items, _, _ in cells.values())
    described = [_describe(name, cell, size=size, rng=rng) for name, cell in cells.items()]
    compared = _compare(cells, rng)
    many = {name: cell for name, cell in cells.items() if name[0] in (_LIGHT, _MIDDLE)}
    large = min(len(items) for items, _, _ in many.values())
    published = {
        size: _published_share(cells, size, rng),
        large: _published_share(many, large, rng),
    }
    page = "\n\n".join((_cell_page(described, size), _compared_page(compared, published)))
    return Walk(
        [
            *described,
            *compared,
            *({"name": "published", "n": n, "share": share} for n, share in published.items()),
        ],
        page,
    )


def _cells(ledger: Path) -> dict[Cell, tuple[Column, Column, Column]]:
    """Of each cell its renters, one rental each: item, content, too small; renters' ids go."""
    band = {row["actor_id"]: _band(row["profile"]) for row in rows_of(ledger, "actors")}
    first: dict[tuple[str, str, str], tuple[str, bool, bool]] = {}
    for row in sorted(rows_of(ledger, "outcomes"), key=lambda r: r["order_id"]):
        place = band[row["actor_id"]]
        if place and row["occasion"] in _OCCASIONS:
            content = row["fit"] == "true" and (row["rating"] or 0) >= 0.8
            told = (row["product_id"], content, row["fit"] == "small")
            first.setdefault((place, row["occasion"], row["actor_id"]), told)
    held: dict[Cell, list[tuple[str, bool, bool]]] = {}
    for (place, occasion, _), told in first.items():
        held.setdefault((place, occasion), []).append(told)
    order = [(b, o) for o in _OCCASIONS for b in _BANDS if len(held.get((b, o), ())) >= _FEWEST]
    return {name: _columns(held[name]) for name in order}


def _columns(rows: Iterable[tuple[str, bool, bool]]) -> tuple[Column, Column, Column]:
    items, content, small = zip(*rows, strict=True)
    return np.unique(items, return_inverse=True)[1], np.array(content), np.array(small)


def _band(profile: str | None) -> str:
    kg = json.loads(profile).get("weight_kg") if profile else None
    return next((n for n, (a, b) in _BANDS.items() if kg is not None and a <= kg < b), "")


def _describe(
    name: Cell, cell: tuple[Column, Column, Column], *, size: int, rng: np.random.Generator
) -> dict[str, Any]:
    """Counts and shares of one cell; distinct items in draws of the same size."""
    items, content, small = cell
    low, high = beta_interval(content.sum(), len(content), level=0.95)
    drawn = [len(np.unique(rng.choice(items, size, replace=False))) for _ in range(200)]
    return {
        "name": " x ".join(name),
        "renters": len(items),
        "content": float(content.mean()),
        "content_low": float(low),
        "content_high": float(high),
        "small": float(small.mean()),
        "items_at_equal_size": float(np.mean(drawn)),
    }


def _compare(cells: dict[Cell, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Differences in content, each cell drawn at the same size, with 95% bootstrap intervals."""
    others = [o for o in _OCCASIONS if o != "work"]

    def rest(band: str) -> Column:
        return np.concatenate([cells[band, o][1] for o in others])

    def drawn(values: Column, size: int) -> Column:
        return values[rng.integers(0, len(values), (_DRAWS, size))].mean(axis=1)

    middle, light = cells[_MIDDLE, "work"][1], cells[_LIGHT, "work"][1]
    size = min(len(middle), len(light))
    body = drawn(middle, size) - drawn(light, size)
    occasion = drawn(middle, size) - drawn(rest(_MIDDLE), size)
    both = occasion - (drawn(light, size) - drawn(rest(_LIGHT), size))
    told = {
        "work: 132-176 lb less under 132 lb": body,
        "132-176 lb: work less other occasions": occasion,
        "the second, less the same under 132 lb": both,
        "distinct items for work, 132-176 lb over under 132 lb": _item_ratio(cells, rng),
    }
    rows = []
    for name, values in told.items():
        low, middle_, high = np.quantile(values, (0.025, 0.5, 0.975))
        rows.append({"name": name, "low": low, "difference": middle_, "high": high, "n": size})
    return [{k: float(v) if isinstance(v, np.floating) else v for k, v in r.items()} for r in rows]


def _item_ratio(cells: dict[Cell, Any], rng: np.random.Generator) -> Column:
    """How many different items the same number of renters found, heavier over lighter."""
    heavy, light = cells[_MIDDLE, "work"][0], cells[_LIGHT, "work"][0]
    size = min(len(heavy), len(light)) // 2

    def distinct(items: Column) -> int:
        return len(np.unique(rng.choice(items, size, replace=False)))

    return np.array([distinct(heavy) / distinct(light) for _ in range(_DRAWS)])


def _published_share(cells: dict[Cell, Any], size: int, rng: np.random.Generator) -> float:
    """In which share of equal-size draws the needs part would publish 132-176 lb x work."""
    names = list(cells)
    settings = NeedSettings()
    hits = 0
    rounds = 100
    for seed in range(rounds):
        drawn = [rng.permutation(cells[name][1])[:size].astype(float) for name in names]
        halves = [(part[0::2], part[1::2]) for part in drawn]
        content = np.array([[a.sum(), b.sum()] for a, b in halves])
        askers = np.array([[float(len(a)), float(len(b))] for a, b in halves])
        # All who asked rented: what they kept says nothing beside what they were content with.
        nobody = np.zeros(len(askers))
        cells_drawn = Cells(askers.sum(axis=1), askers, content, nobody, nobody)
        sizes = size_cells(cells_drawn, settings=settings, seed=seed)
        published = ebh(sizes.log_e, settings.fdr) & (sizes.unmet > 0)
        hits += bool(published[names.index((_MIDDLE, "work"))])
    return hits / rounds


def _cell_page(rows: list[dict[str, Any]], size: int) -> str:
    shown = [
        (
            row["name"],
            row["renters"],
            f"{row['content']:.3f} ({row['content_low']:.3f} to {row['content_high']:.3f})",
            row["small"],
            f"{row['items_at_equal_size']:.0f}",
        )
        for row in rows
    ]
    columns = ("cell", "renters", "content (95%)", "too small", f"distinct items, {size} renters")
    return table(columns, shown)


def _compared_page(rows: list[dict[str, Any]], published: dict[int, float]) -> str:
    shown = [(row["name"], row["difference"], row["low"], row["high"]) for row in rows]
    columns = ("at equal size", "estimate", "2.5%", "97.5%")
    drawn = " and ".join(f"{share:.0%} of draws of {n:,}" for n, share in published.items())
    verdict = (
        f"Does it show up as a need? **{'Yes' if max(published.values()) >= 0.5 else 'No'}**: the "
        f"needs part publishes it in {drawn} renters a cell (all three bodies, then the lighter "
        f"two). The difference by body {_says(rows[0])}; what work takes away from this body "
        f"beyond what it takes away from lighter ones {_says(rows[2])}."
    )
    return table(columns, shown) + "\n\n" + verdict


def _says(row: dict[str, Any]) -> str:
    span = f"{row['difference']:.3f}, {row['low']:.3f} to {row['high']:.3f}"
    return f"excludes zero ({span})" if row["low"] * row["high"] > 0 else f"includes zero ({span})"
