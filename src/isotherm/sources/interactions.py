"""User-item lists and sparse matrices → contacts of actors with products.

Lines are ``user item item ...`` (spaces, tabs or commas). A matrix (npz, CSR or COO as scipy
writes it) is users x items; values from 100,000,000 on are the unix seconds of the contact, others
how often it happened. Lists hold no time, so a reading of them needs ``--as-of``.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from isotherm.errors import NoFileError
from isotherm.ledger.blocks import read_blocks
from isotherm.ledger.foreign_bytes import foreign_bytes
from isotherm.ledger.rejects import fault_of
from isotherm.ledger.settings import LedgerSettings
from isotherm.ledger.text_form import look_at
from isotherm.sources.arrivals import Arrivals, LedgerRow
from isotherm.sources.options import ImportOptions
from isotherm.sources.rows import SourceRow
from isotherm.sources.summary import BadCellError, RowFault

__all__ = ["bring"]

_SPLIT = re.compile(r"[\s,]+")
_SECONDS_FROM = 100_000_000
_SETTINGS = LedgerSettings()


def bring(paths: Sequence[Path], arrivals: Arrivals, options: ImportOptions) -> None:
    """Read the files given; every entry is a contact of the kind the options name."""
    contacts = _Contacts(options.contact)
    for path in paths:
        if not path.is_file():
            raise NoFileError(f"{path} is no file; name a list (txt, txt.gz) or a matrix (npz)")
        packed = path.name.lower().endswith(".npz")
        arrivals.take(_matrix_rows(path) if packed else _list_rows(path), contacts.translate)
    arrivals.remark(f"every entry was taken as {options.contact!r}; --contact says otherwise")


class _Contacts:
    """Turns a user's entries into rows, and tells each user and item once."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._met: set[str] = set()

    def translate(self, row: SourceRow) -> Iterable[LedgerRow]:
        """A user's contacts."""
        user = row.cells["user"]
        if not user:
            raise BadCellError("user", "not a list 'user item item ...'")
        actor_id = f"u{user}"
        if actor_id not in self._met:
            self._met.add(actor_id)
            yield "actors", {"actor_id": actor_id, "kind": "reader"}
        for item, value in row.cells["items"]:
            product_id = f"p{item}"
            if product_id not in self._met:
                self._met.add(product_id)
                yield "products", {"product_id": product_id}
            yield self._contact(actor_id, product_id, value)

    def _contact(self, actor_id: str, product_id: str, value: float) -> LedgerRow:
        timed = value >= _SECONDS_FROM
        at = dt.datetime.fromtimestamp(value, dt.UTC) if timed else None
        count = 1 if timed else max(round(value), 1)
        told: dict[str, Any] = {"actor_id": actor_id, "at": at, "product_id": product_id}
        if self._kind == "order":
            order_id = f"o-{actor_id}-{product_id}"
            return "orders", told | {"order_id": order_id, "quantity": count}
        return "reactions", told | {"kind": self._kind, "count": count}


def _list_rows(path: Path) -> Iterator[SourceRow | RowFault]:
    foreign = foreign_bytes(path)
    if foreign:
        yield RowFault(path.name, 1, "", foreign)
        return
    form = look_at(path, (), settings=_SETTINGS)
    line = 1
    for block in read_blocks(path, form, settings=_SETTINGS):
        if not isinstance(block, bytes):
            yield RowFault(path.name, line, "", "the file, or a line of it, cannot be read")
            line += 1
            continue
        for text in block.split(b"\n")[:-1]:
            words = _SPLIT.split(text.decode("utf-8", "replace").strip())
            if words != [""]:
                entries = [(item, 1.0) for item in words[1:] if item]
                yield SourceRow(path.name, line, {"user": words[0], "items": entries})
            line += 1


def _matrix_rows(path: Path) -> Iterator[SourceRow | RowFault]:
    import scipy.sparse as sp

    try:
        matrix = sp.csr_array(sp.load_npz(path))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        yield RowFault(path.name, 1, "", f"no sparse matrix: {fault_of(error)}")
        return
    matrix.sum_duplicates()
    for user in range(matrix.shape[0]):
        part = slice(matrix.indptr[user], matrix.indptr[user + 1])
        values = np.asarray(matrix.data[part], dtype=np.float64)
        if values.size == 0:
            continue
        if not np.isfinite(values).all() or (values < 0).any():
            yield RowFault(path.name, user + 1, "", "a value that is no count and no time")
            continue
        entries = [
            e for e in zip(matrix.indices[part].tolist(), values.tolist(), strict=True) if e[1]
        ]
        yield SourceRow(path.name, user + 1, {"user": str(user), "items": entries})
