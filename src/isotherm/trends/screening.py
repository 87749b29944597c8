"""A screen before the exact count of candidates: most never come near their line."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from isotherm.trends.candidates import SOURCES, Candidates
from isotherm.trends.channel import Channel
from isotherm.trends.heard import Heard
from isotherm.trends.settings import TrendSettings

__all__ = ["promising"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_SLACK = 1.0  # nats below its line where a candidate is still counted exactly
_BATCH = 20_000  # notes
_LEAST = 1e-30  # of an e-value, so that it times an endless sum is a number


def promising(
    heard: Heard,
    candidates: Candidates,
    evident: NDArray[np.bool_],
    channels: tuple[Channel, ...],
    *,
    line: Floats,
    settings: TrendSettings,
) -> Ints:
    """Candidates whose independent notes come near their line, each set of notes once.

    Notes are taken as if nobody had answered two of them and the candidate had no past of its
    own; both only take evidence away, but for crumbs where few people answer everything, which
    the slack is for. ``evident`` says which notes are evidence, ``line`` (sources x days) how
    sure one has to be.
    """
    from isotherm.trends.screen_kernel import come_near

    own = candidates.without(~evident, least=0)
    place = _places(candidates)
    near = come_near(
        own.start,
        own.note,
        heard.author,
        heard.day,
        _alone(channels, len(heard.day)),
        line - _SLACK,
        place,
        settings.least_authors,
        settings.repeat_days,
        heard.last_day,
    )
    found: dict[tuple[int, bytes], int] = {}
    for candidate in np.flatnonzero(near).tolist():
        notes = candidates.notes(candidate).tobytes()
        found.setdefault((int(place[candidate]), notes), candidate)
    return np.array(list(found.values()), dtype=np.int64)


def _alone(channels: tuple[Channel, ...], notes: int) -> NDArray[np.float32]:
    """What each note says at each age, taken alone; shape (notes, ages, kinds of all channels).

    Kinds stand side by side: the kernel takes all of a note's at once.
    """
    parts: list[NDArray[np.float32]] = []
    for begin in range(0, notes, _BATCH):
        told = [channel.alone_log_e(slice(begin, begin + _BATCH)) for channel in channels]
        ends = np.cumsum([len(log_e) for log_e in told]).tolist()
        part = np.empty((*told[0].shape[1:], ends[-1]), dtype=np.float32)
        for log_e, end in zip(told, ends, strict=True):
            part[..., end - len(log_e) : end] = np.moveaxis(log_e, 0, -1)
        parts.append(np.maximum(np.exp(part, out=part), np.float32(_LEAST), out=part))
    return np.concatenate(parts)


def _places(candidates: Candidates) -> Ints:
    """The place of each candidate's source among the sources."""
    places = np.zeros(len(candidates), dtype=np.int64)
    for place, source in enumerate(SOURCES):
        places[candidates.source == source] = place
    return places
