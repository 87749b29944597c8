"""What the feed knows of a community, as plain arrays."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from isotherm.errors import UsageError

__all__ = ["FeedRecord"]


@dataclasses.dataclass(frozen=True)
class FeedRecord:
    """Notes, actors, who came back to what, and where both belong; best sorted by id.

    Raises ``UsageError`` when the parts do not fit each other.
    """

    note_ids: Sequence[str]
    actor_ids: Sequence[str]
    interactions: Any  # sparse, actors x notes; any positive entry is an interest
    note_authors: npt.NDArray[np.int64]  # author number of every note
    note_strata: Any  # sparse, notes x strata, weights 0..1
    memberships: Any  # sparse, actors x strata, weights 0..1
    stratum_names: Sequence[str]
    impressions: npt.NDArray[np.int64] | None = None  # of every note; None where not recorded
    responses: npt.NDArray[np.int64] | None = None  # to those impressions; None: interactions
    young: npt.NDArray[np.bool_] | None = None  # notes new enough for a first look; None: all

    def __post_init__(self) -> None:
        """Bring the matrices to canonical CSR and refuse parts that do not fit."""
        notes, actors, strata = len(self.note_ids), len(self.actor_ids), len(self.stratum_names)
        shapes = {
            "interactions": (actors, notes),
            "note_strata": (notes, strata),
            "memberships": (actors, strata),
        }
        for name, shape in shapes.items():
            matrix = sparse.csr_array(getattr(self, name), dtype=np.float32)
            if matrix.shape != shape:
                raise UsageError(f"{name} is {matrix.shape}; expected {shape}")
            if not matrix.has_canonical_format:
                matrix = matrix.copy()
                matrix.sum_duplicates()
            object.__setattr__(self, name, matrix)
        for name in ("note_authors", "impressions", "responses", "young"):
            values = getattr(self, name)
            if values is not None and len(values) != notes:
                raise UsageError(f"{name} has {len(values)} entries for {notes} notes")

    def actor_row(self, actor_id: str | None) -> int | None:
        """The row of an actor; None for nobody in particular and for someone never seen."""
        if actor_id is None:
            return None
        try:
            return list(self.actor_ids).index(actor_id)
        except ValueError:
            return None

    def people_per_note(self) -> npt.NDArray[np.float32]:
        """How many actors came back to each note."""
        touched = self.interactions.indices[self.interactions.data > 0]
        return np.bincount(touched, minlength=len(self.note_ids)).astype(np.float32)
