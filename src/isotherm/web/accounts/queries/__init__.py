"""What pages ask about people."""

from __future__ import annotations

from isotherm.web.accounts.queries.archives import archive_of
from isotherm.web.accounts.queries.choices import left_strata, muted_strata
from isotherm.web.accounts.queries.my_strata import MyStratum, Trace, my_strata
from isotherm.web.accounts.queries.people import counts_of, follows, note_ids_of

__all__ = [
    "MyStratum",
    "Trace",
    "archive_of",
    "counts_of",
    "follows",
    "left_strata",
    "muted_strata",
    "my_strata",
    "note_ids_of",
]
