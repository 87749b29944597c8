"""How the evidence for each option rose to its line, voter by voter, as a drawing."""

from __future__ import annotations

import dataclasses
import functools
import time
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from isotherm.web.rooms.models import LiveTest, Option
from isotherm.web.rooms.queries.groups import coordinated_groups
from isotherm.web.rooms.queries.verdicts import votes_of

if TYPE_CHECKING:
    from isotherm.livetest import LiveTestSettings

__all__ = ["HEIGHT", "WIDTH", "Drawing", "evidence_of"]

WIDTH, HEIGHT = 320, 120
_TOP = 1.35  # lines' height that fits into the drawing
_BEYOND = 12  # beyond the line evidence is drawn by its logarithm over this
_POINTS = 160  # of a curve
_FRESH_S = 1.0


@dataclasses.dataclass(frozen=True)
class Drawing:
    """One option's curve: above the middle for keeping, below for dropping; in SVG's numbers."""

    path: str
    """The curve as SVG."""
    area: str
    """What lies between it and the middle."""
    end: tuple[str, str]
    keep_line: str
    drop_line: str
    middle: str
    height: float
    """Evidence now, as a share of the line; negative for dropping."""


def evidence_of(test: LiveTest) -> dict[str, Drawing]:
    """The drawing of each option of a test, by its id."""
    changes = LiveTest.objects.values_list("changes", flat=True).get(pk=test.pk)
    return _drawn(test.pk, changes, int(time.monotonic() / _FRESH_S))


@functools.lru_cache(maxsize=64)
def _drawn(test_id: str, changes: int, moment: int) -> dict[str, Drawing]:
    from isotherm.livetest import LiveTestSettings, count_ballots, read_votes

    settings = LiveTestSettings()
    ids = list(Option.objects.filter(test_id=test_id).order_by("pk").values_list("pk", flat=True))
    votes = votes_of(test_id)
    voters = frozenset(vote["actor_id"] for vote in votes if vote["actor_id"])
    ballots = count_ballots(
        read_votes(votes),
        ids,
        weights=settings.stake_weights(),
        groups=coordinated_groups(test_id, voters),
    )
    return {
        option_id: _draw(_rise(ballots.value[ballots.option == place], settings))
        for place, option_id in enumerate(ids)
    }


def _rise(values: NDArray[np.float64], settings: LiveTestSettings) -> NDArray[np.float64]:
    """Evidence after each voter as a share of the line: the same that the verdict goes by."""
    from isotherm.inference import beta_binomial_log_e

    yes = np.concatenate([[0.0], values.cumsum()])
    n = np.arange(yes.size, dtype=np.float64)
    yes = np.minimum(yes, n)
    keep = beta_binomial_log_e(yes, n, reference=settings.keep_line)
    drop = beta_binomial_log_e(n - yes, n, reference=1 - settings.keep_line)
    line = -np.log(settings.error_rate)
    return np.where(keep > drop, np.maximum(keep, 0), -np.maximum(drop, 0)) / line


def _draw(rise: NDArray[np.float64]) -> Drawing:
    middle, scale = HEIGHT / 2, HEIGHT / 2 / _TOP
    chosen = np.unique(np.linspace(0, len(rise) - 1, _POINTS).round().astype(int))
    x = WIDTH * chosen / max(len(rise) - 1, 1)
    height = np.abs(rise[chosen])
    drawn = np.where(height <= 1, height, 1 + np.log(np.maximum(height, 1)) / _BEYOND)
    y = middle - scale * np.sign(rise[chosen]) * np.minimum(drawn, _TOP)
    points = [f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True)]
    path = "M" + "L".join(points)
    return Drawing(
        path=path,
        area=f"{path}L{x[-1]:.1f} {middle:.1f}L0 {middle:.1f}Z",
        end=(f"{x[-1]:.1f}", f"{y[-1]:.1f}"),
        keep_line=f"{middle - scale:.1f}",
        drop_line=f"{middle + scale:.1f}",
        middle=f"{middle:.1f}",
        height=float(rise[-1]),
    )
