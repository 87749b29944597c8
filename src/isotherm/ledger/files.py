"""Which files of a folder are which tables of a ledger."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from isotherm.errors import LedgerError
from isotherm.ledger.table_names import table_meant_by
from isotherm.schema import LEDGER, LEDGER_TABLES, SIGNAL_TABLES

__all__ = ["FORMATS", "LedgerFiles", "find_tables", "format_of", "is_csv"]

FORMATS = (".parquet", ".csv", ".csv.gz", ".jsonl", ".jsonl.gz")
_ALSO = {".tsv": ".csv", ".tsv.gz": ".csv.gz", ".ndjson": ".jsonl", ".ndjson.gz": ".jsonl.gz"}
_MOST_NAMED = 5  # names listed in one line of a message


@dataclasses.dataclass(frozen=True)
class LedgerFiles:
    """The files of each table that is there, parts in the order of their names."""

    folder: Path
    tables: Mapping[str, tuple[Path, ...]]
    warnings: tuple[str, ...]


def format_of(path: Path) -> str | None:
    """The format a file's name says it is in; None for a name no ledger has.

    >>> format_of(Path("notes.tsv.gz"))
    '.csv.gz'
    """
    ending = _ending(path)
    return _ALSO.get(ending, ending) or None


def is_csv(path: Path) -> bool:
    """Whether a file's rows are cells parted by a delimiter."""
    return (format_of(path) or "").startswith(".csv")


def _ending(path: Path) -> str:
    name = path.name.lower()
    return next((ending for ending in (*FORMATS, *_ALSO) if name.endswith(ending)), "")


def find_tables(folder: Path) -> LedgerFiles:
    """Find the tables in a folder; raises LedgerError where it cannot be a ledger."""
    wanted = f"one of {', '.join(SIGNAL_TABLES)} (such as notes.parquet or notes.csv)"
    try:
        entries = sorted(folder.iterdir())
    except FileNotFoundError:
        raise LedgerError(f"{folder} is not there; name a folder that holds {wanted}") from None
    except NotADirectoryError:
        raise LedgerError(f"{folder} is a file; name the folder that holds {wanted}") from None
    except OSError as error:
        raise LedgerError(f"{folder} cannot be listed ({error.strerror}); check it") from None
    visible = [entry for entry in entries if not entry.name.startswith((".", "_"))]
    files: dict[str, list[Path]] = {}
    warnings: list[str] = []
    for entry in visible:
        name = _table_of(entry)
        if name is None:
            warnings.append(_unknown(entry))
        elif entry.is_dir():
            files.setdefault(name, []).extend(_parts(entry, folder, warnings))
        else:
            files.setdefault(name, []).append(entry)
    tables = {t.name: tuple(files[t.name]) for t in LEDGER_TABLES if files.get(t.name)}
    if not any(name in tables for name in SIGNAL_TABLES):
        found = _named([entry.name for entry in visible]) or "nothing"
        files_seen = [entry for entry in visible if entry.is_file()]
        near = [_unknown(entry) for entry in files_seen if _stem(entry) in LEDGER]
        near += [_unknown(entry) for entry in files_seen if table_meant_by(_stem(entry))]
        near += [f"is it {entry}?" for entry in visible if entry.is_dir() and _holds_table(entry)]
        why = f" ({near[0]})" if near else ""
        raise LedgerError(f"{folder} is no ledger: found {found}{why}; it needs {wanted}")
    for name, paths in tables.items():
        if len({path.parent for path in paths if path.parent == folder} | {0}) and _several(
            paths, folder
        ):
            several = _named([path.relative_to(folder).as_posix() for path in paths])
            warnings.append(f"{name}: read from several places together: {several}")
    return LedgerFiles(folder, tables, tuple(warnings))


def _several(paths: tuple[Path, ...], folder: Path) -> bool:
    beside = sum(path.parent == folder for path in paths)
    return beside > 1 or 0 < beside < len(paths)


def _table_of(entry: Path) -> str | None:
    name = entry.name.lower()
    if entry.is_dir():
        return name if name in LEDGER else None
    ending = _ending(entry)
    stem = name.removesuffix(ending) if ending else ""
    return stem if stem in LEDGER and entry.is_file() else None


def _parts(part_folder: Path, folder: Path, warnings: list[str]) -> list[Path]:
    parts = []
    for path in sorted(part_folder.rglob("*")):
        hidden = any(p.startswith((".", "_")) for p in path.relative_to(part_folder).parts)
        if hidden or not path.is_file():
            continue
        if format_of(path):
            parts.append(path)
        else:
            warnings.append(f"{path.relative_to(folder).as_posix()}: not a format of a ledger")
    return parts


def _holds_table(folder: Path) -> bool:
    try:
        return any(_table_of(entry) for entry in folder.iterdir())
    except OSError:
        return False


def _stem(entry: Path) -> str:
    return entry.name.lower().split(".")[0]


def _unknown(entry: Path) -> str:
    stem = _stem(entry)
    meant = table_meant_by(stem)
    if stem in LEDGER:
        return f"{entry.name}: not read; a table is one of {', '.join(FORMATS)}"
    ending = (_ending(entry) or ".csv") if entry.is_file() else ""
    hint = f"; did you mean {meant}? save it as {meant}{ending}" if meant else ""
    return f"{entry.name}: not read, no table has this name{hint}"


def _named(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more
