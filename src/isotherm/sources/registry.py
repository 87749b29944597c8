"""Foreign formats by name, and the one door through which they are imported."""

from __future__ import annotations

import dataclasses
import difflib
import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from isotherm.errors import UsageError
from isotherm.sources.options import ImportOptions
from isotherm.sources.pseudonyms import fresh_salt
from isotherm.sources.summary import ImportSummary

if TYPE_CHECKING:
    from isotherm.sources.arrivals import Arrivals

__all__ = ["SOURCES", "Source", "import_source"]

Reader: TypeAlias = "Callable[[Sequence[Path], Arrivals, ImportOptions], None]"


@dataclasses.dataclass(frozen=True)
class Source:
    """A foreign format: what it is, whether its ids are hashed, whether it needs paths."""

    name: str
    says: str
    module: str
    hashes: bool = False
    needs_paths: bool = True

    def reader(self) -> Reader:
        """The function that reads it, imported when asked for."""
        module = importlib.import_module(f"isotherm.sources.{self.module}")
        found: Reader = module.bring
        return found


SOURCES: dict[str, Source] = {
    source.name: source
    for source in (
        Source(
            "mediacrawler",
            "notes and comments collected by MediaCrawler (xhs), ids hashed",
            "mediacrawler",
            hashes=True,
        ),
        Source("shopify", "a shop's product export, either CSV dialect", "shopify"),
        Source("renttherunway", "the published RentTheRunway rentals", "renttherunway"),
        Source("reddit", "posts by community, authors hashed", "reddit", hashes=True),
        Source("weibo-hot", "the hourly hot list: series, and notes without authors", "weibo_hot"),
        Source("interactions", "user-item lists and sparse matrices", "interactions"),
        Source(
            "completejourney",
            "the Complete Journey groceries (the extra 'retail')",
            "completejourney",
            needs_paths=False,
        ),
    )
}


def import_source(
    name: str, paths: Sequence[Path], out: Path, *, options: ImportOptions | None = None
) -> ImportSummary:
    """Turn a foreign export into tables of a ledger, so that its community can be read.

    The tables are written as parts, ``out/<table>/<name>.parquet``: several sources may go into
    one ledger, and importing one again replaces what it had brought. Rows that cannot be read are
    counted and told, never fatal; where none can be read, what an earlier import brought stays.
    Memory grows with the distinct actors and notes, not with rows.

    Raises:
        UsageError: no such source, or no paths given to one that needs them.
        NoFileError: a path that is not there.
        DataError: a path of no kind the source reads.
    """
    from isotherm.ledger import LedgerWriter  # who only asks for a dialect does without it
    from isotherm.sources.arrivals import Arrivals

    if name not in SOURCES:
        near = difflib.get_close_matches(name, SOURCES, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(SOURCES)}"
        raise UsageError(f"no source {name!r}; {hint}")
    source = SOURCES[name]
    if source.needs_paths and not paths:
        raise UsageError(f"the source {name} reads files; name at least one")
    options = options or ImportOptions()
    drawn = source.hashes and not options.salt
    if drawn:
        options = dataclasses.replace(options, salt=fresh_salt())
    with LedgerWriter(out, part=name) as writer:
        arrivals = Arrivals(name, writer, options)
        if drawn:
            arrivals.remark(
                f"ids are hashed with a salt drawn for this import; to add more of the same "
                f"community later give --salt {options.salt}"
            )
        source.reader()(list(paths), arrivals, options)
        summary = arrivals.summary()
    if not summary.is_all_unreadable:
        _forget_earlier(out, name, summary)
    return summary


def _forget_earlier(out: Path, name: str, summary: ImportSummary) -> None:
    """Take away parts that an earlier import of this source wrote and this one did not."""
    from isotherm.schema import LEDGER

    for table in LEDGER:
        if table not in summary.tables:
            (out / table / f"{name}.parquet").unlink(missing_ok=True)
