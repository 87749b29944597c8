"""What a reading found, as a few tables on a terminal."""

from __future__ import annotations

from typing import Any

from isotherm.cli.output import Output
from isotherm.reading import Manifest, Shelf

__all__ = ["show_findings"]

_MOST = 10
_KINDS = {"only_here": "not on offer", "better_here": "on offer, falls short"}
_ORIGINS = {"found": "by itself", "made": "operator"}


def show_findings(manifest: Manifest, output: Output) -> None:
    """Strata, needs, trends and briefs in a table each; all counts as JSON for machines."""
    tables = Shelf.of_reading(manifest.folder)
    account = manifest.facts["account"]
    output.say(
        f"As of {manifest.as_of:%Y-%m-%d} ({manifest.as_of:%H:%M} UTC): "
        f"{account['accepted']:,} rows read, {account['rejected']:,} rejected."
    )
    _show_strata(tables, output)
    _show_needs(tables, output)
    _show_trends(tables, output)
    _show_briefs(tables, output)
    if manifest.facts["missing"]:
        output.say("What this reading had to go without:")
    for line in manifest.facts["missing"]:
        output.say(f"- {line}")
    counts = {name: table.num_rows for name, table in tables.items()}
    output.give({"reading": str(manifest.folder), "as_of": manifest.as_of, "rows": counts})


def _show_strata(tables: Shelf, output: Output) -> None:
    rows = _nested(tables["strata"].to_pylist())
    wider = len({row["parent_id"] for row in rows if row["parent_id"]})
    if wider:
        output.say(f"{len(rows)} strata, {wider} of them wide ones that hold others:")
    shown = [
        (
            "  " * r["level"] + r["name"],
            _span(r, "size"),
            _number(r["temperature"]),
            " ".join(r["terms"][:5]),
        )
        for r in rows
    ]
    _show("Strata", ("name", "people (90%)", "activity x normal", "words"), shown, output)


def _nested(rows: list[dict[str, Any]], within: str | None = None) -> list[dict[str, Any]]:
    """Strata, the largest first, each followed by those it holds."""
    inside = [row for row in rows if row["parent_id"] == within]
    inside.sort(key=lambda row: (-row["size"], row["stratum_id"]))
    return [one for row in inside for one in (row, *_nested(rows, row["stratum_id"]))]


def _show_needs(tables: Shelf, output: Output) -> None:
    names = {r["stratum_id"]: r["name"] for r in tables["strata"].to_pylist()}
    rows = sorted(tables["needs"].to_pylist(), key=lambda r: (-r["unmet_units"], r["need_id"]))
    shown = [
        (
            r["name"],
            names.get(r["stratum_id"], "everyone"),
            _span(r, "askers"),
            _span(r, "unmet", "unmet_units"),
            f"{r['satisfied_share']:.0%}",
            _KINDS.get(r["kind"], r["kind"]),
        )
        for r in rows
    ]
    columns = (
        "need",
        "stratum",
        "askers (90%)",
        "unmet kept pieces (90%)",
        "satisfied",
        "what is there",
    )
    _show("Needs", columns, shown, output)


def _show_trends(tables: Shelf, output: Output) -> None:
    # A trend of ready-made counts has neither notes nor repliers; it comes after those that have.
    rows = sorted(
        tables["trends"].to_pylist(), key=lambda r: (-(r["reply_n_eff"] or 0), r["trend_id"])
    )
    shown = [
        (
            r["name"],
            r["stage"],
            f"{r['detected_at']:%Y-%m-%d}" if r["detected_at"] else "",
            _count(r["n_notes"]),
            _number(r["reply_n_eff"]),
            r["feeling"] or "",
            _ORIGINS.get(r["origin"], r["origin"]),
        )
        for r in rows
    ]
    columns = ("trend", "stage", "detected", "notes", "independent repliers", "feeling", "origin")
    _show("Trends", columns, shown, output)


def _show_briefs(tables: Shelf, output: Output) -> None:
    briefs = tables["briefs"].to_pylist()
    open_to_all = [row for row in briefs if not row["merchant_id"]]
    own = [row for row in briefs if row["merchant_id"]]
    rows = sorted(open_to_all or own, key=lambda r: (r["act_by"], r["brief_id"]))
    if own:
        first = min(row["act_by"] for row in own)
        output.say(
            f"{len(own):,} briefs go to single merchants, the first to act on by {first:%Y-%m-%d}"
            " (isotherm report --merchant ID --out FILE writes a merchant's page)."
        )
    if own and open_to_all:
        output.say(f"{len(open_to_all):,} more are open to all merchants:")
    shown = [
        (
            r["name"],
            r["tier"],
            f"{r['act_by']:%Y-%m-%d}",
            r["readiness"] or "",
            _number(r["kept_units_p50"]),
            r["first_lot"] or "",
        )
        for r in rows
    ]
    columns = ("brief", "tier", "act by", "who holds it", "kept pieces (middle)", "first lot")
    _show("Briefs", columns, shown, output)


def _show(title: str, columns: tuple[str, ...], rows: list[Any], output: Output) -> None:
    more = f", the first {_MOST} of {len(rows)}" if len(rows) > _MOST else ""
    if rows:
        output.table(f"{title}{more}", columns, rows[:_MOST])
    else:
        output.say(f"{title}: none found.")


def _span(row: dict[str, Any], name: str, middle: str = "") -> str:
    values = (row[middle or name], row[f"{name}_low"], row[f"{name}_high"])
    if any(value is None for value in values):
        return _number(values[0])
    return "{:,.0f} ({:,.0f}-{:,.0f})".format(*values)


def _count(value: int | None) -> int | str:
    return "" if value is None else value


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.2f}" if abs(value) < 10 else f"{value:,.0f}"
