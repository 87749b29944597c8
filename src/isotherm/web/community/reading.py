"""What the last finished reading says about notes and strata, looked up quickly."""

from __future__ import annotations

import dataclasses
import functools
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

__all__ = ["Said", "last_said"]

Row = dict[str, Any]
_SHOWN = 400  # notes a stratum's page leafs through, those that belong most


@dataclasses.dataclass(frozen=True)
class Said:
    """Names of strata, strata of notes and notes of strata, the closest first.

    Strata whose words touch illness, pregnancy, religion and the like have no name here: nobody is
    told on a page that they were put among such people.
    """

    names: Mapping[str, str]
    warmth: Mapping[str, float]  # 0..1, the place of each among all by temperature
    strata_of: Mapping[str, tuple[str, ...]]
    notes_of: Mapping[str, tuple[str, ...]]

    def name(self, stratum_id: str) -> str:
        """A stratum's name; empty where it is not known (any more)."""
        return self.names.get(stratum_id, "")

    def strata(self, note_id: str, *, most: int = 3) -> list[tuple[str, str]]:
        """The closest strata of a note with their names."""
        known = [key for key in self.strata_of.get(note_id, ()) if key in self.names]
        return [(key, self.names[key]) for key in known[:most]]


def last_said() -> Said:
    """What the last reading says; nothing, as long as there is none."""
    from isotherm.web.readings.queries import last_run

    run = last_run()
    return _said(run.pk, run.folder) if run is not None else Said({}, {}, {}, {})


@functools.lru_cache(maxsize=2)
def _said(run_id: str, folder: str) -> Said:
    """Worked out once a reading."""
    from isotherm.web.readings.queries import named_strata, rows

    of_note: dict[str, list[str]] = defaultdict(list)
    of_stratum: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows("note_strata"), key=lambda row: (-row["weight"], row["note_id"])):
        of_note[row["note_id"]].append(row["stratum_id"])
        if len(of_stratum[row["stratum_id"]]) < _SHOWN:
            of_stratum[row["stratum_id"]].append(row["note_id"])
    strata = rows("strata")
    return Said(
        {row["stratum_id"]: row["name"] for row in named_strata()},
        _warmth({row["stratum_id"]: row["temperature"] or 0.0 for row in strata}),
        {note: tuple(strata) for note, strata in of_note.items()},
        {stratum: tuple(notes) for stratum, notes in of_stratum.items()},
    )


def _warmth(temperatures: Mapping[str, float]) -> dict[str, float]:
    """Temperatures as places between the coolest (0) and the warmest (1)."""
    ranked = sorted(temperatures, key=lambda key: (temperatures[key], key))
    most = max(len(ranked) - 1, 1)
    return {key: place / most for place, key in enumerate(ranked)}
