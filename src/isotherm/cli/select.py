"""``isotherm select``: choose a few of many candidate products, with reasons."""

from __future__ import annotations

import argparse
import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isotherm.cli.arguments import read_settings
from isotherm.cli.ledgers import opened_ledger
from isotherm.cli.output import Output
from isotherm.errors import UsageError

if TYPE_CHECKING:
    from isotherm.selection import Judged, Language, Shortlist, Trust

__all__ = ["act", "add_arguments"]

_SHOWN = 20
_ENCODINGS = ("utf-8-sig", "gb18030")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("reading", type=Path, help="the folder of the reading")
    parser.add_argument("--ledger", type=Path, required=True, help="the ledger it was read from")
    parser.add_argument(
        "--for", dest="chosen_for", required=True, metavar="ID", help="a buyer, merchant or stratum"
    )
    parser.add_argument(
        "--candidates",
        type=Path,
        required=True,
        help="CSV, JSON lines or Parquet: product_id, title, category, price_fen, attributes, "
        "cost_fen, merchant_id",
    )
    parser.add_argument("--keep", type=int, default=5, help="how many to choose; default 5")
    parser.add_argument("--settings", type=Path, help="a TOML or JSON file of settings")


def act(options: argparse.Namespace, output: Output) -> int:
    """Choose, and say why each stays or goes."""
    from isotherm.reading import Shelf, read_manifest
    from isotherm.selection import candidates_of, shortlist

    candidates, told = candidates_of(_read_rows(options.candidates))
    tables = Shelf.of_reading(options.reading)
    settings = read_settings(options.settings)
    as_of = read_manifest(options.reading).as_of
    with opened_ledger(options.ledger, as_of=as_of) as record:
        found = shortlist(
            candidates,
            record=record,
            chosen_for=options.chosen_for,
            **{name: tables[name] for name in ("needs", "strata", "memberships", "briefs")},
            keep=options.keep,
            settings=settings.selection,
            privacy=settings.privacy,
        )
    _show(found, output)
    for reason in told:
        output.say(f"In the candidates: {reason.words('en')}.")
    output.give({**found.as_mapping(), "left_out": [reason.words("en") for reason in told]})
    return 0


def _read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of candidates."""
    try:
        if path.suffix == ".parquet":
            import pyarrow.parquet as pq

            return pq.read_table(path).to_pylist()
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    text = _decode(raw, path)
    if path.suffix in {".jsonl", ".json"}:
        import orjson

        try:
            return [dict(orjson.loads(line)) for line in text.splitlines() if line.strip()]
        except (TypeError, ValueError) as error:
            raise UsageError(f"{path} is no list of JSON objects, one a line: {error}") from error
    rows: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(text)))
    if rows and "product_id" not in {str(name).strip().lower() for name in rows[0]}:
        columns = ", ".join(str(name) for name in rows[0])
        raise UsageError(f"{path} has the columns {columns}; expected product_id among them")
    return rows


def _decode(raw: bytes, path: Path) -> str:
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(f"{path} is neither UTF-8 nor GB18030 text; save it as UTF-8")


def _show(found: Shortlist, output: Output) -> None:
    """The picks, the rejected, and what could not be judged."""
    columns = ("product", "title", "why")
    output.table(f"Chosen for {found.chosen_for}", columns, _rows(found.picks, found.language))
    output.table("Not chosen", columns, _rows(found.rejected[:_SHOWN], found.language))
    if len(found.rejected) > _SHOWN:
        output.say(f"... {len(found.rejected) - _SHOWN:,} more; see them all with --json")
    if found.trust:
        output.say(_trust(found.trust))
    for reason in found.missing:
        output.say(f"Not judged: {reason.words(found.language)}.")


def _rows(judged: tuple[Judged, ...], language: Language) -> list[tuple[str, str, str]]:
    return [
        (one.product_id, one.title, "; ".join(reason.words(language) for reason in one.reasons))
        for one in judged
    ]


def _trust(trust: Trust) -> str:
    return (
        f"Trust: {trust.share:.0%} of {trust.orders:,} orders kept "
        f"({trust.share_low:.0%}-{trust.share_high:.0%}), their people's mean is "
        f"{trust.mean:.0%}: {trust.verdict}."
    )
