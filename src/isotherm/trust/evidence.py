"""What tells a group that acts as one from people who like the same things."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from isotherm.trust.acts import Acts, Floats, Ints
from isotherm.trust.blocks import Block
from isotherm.trust.excess import divergence
from isotherm.trust.signs import weigh_signs
from isotherm.trust.usual import Usual

__all__ = ["Evidence", "Normal", "measure_normal", "weigh_evidence"]

_SCALES = (10.0, 60.0, 600.0, 3600.0)  # seconds: how close together "the same moment" is
_COARSE = 20.0  # the same acts, blurred so many times wider, are what chance would give
_SUDDEN = 0.5  # a circle that lasted longer than this share of the record is a lasting interest
_MOST = 100.0  # nats one sign may add
_TIED = 3  # acts at each time that is told, from which times are taken for rounded
_SAMPLE = 100_000  # acts from which the grain of times can be told
_ENOUGH = 5  # acts on a target from which its timing and texts can be judged


@dataclass(frozen=True)
class Normal:
    """What ordinary targets of this community look like; groups are judged against it."""

    timing: Floats  # per scale: synchrony of an act, nats, at a high quantile of targets
    repeats: float  # chance that two replies to one target say the same, at a high quantile
    signs: Usual  # who shows each sign of an account without a life of its own
    span: float  # seconds the record spans, but for its first and last acts


@dataclass(frozen=True)
class Evidence:
    """Signs beyond shared interest, each in nats, and how closed the group is."""

    timing: float
    text: float
    signs: Floats  # each sign of an account without a life of its own
    strangers: float  # members share these targets at once and nothing else, before or beside
    theirs: float  # share of all acts on the common targets that are the members'
    gap: float  # members among all who hit half as many of the targets or more
    owners: int  # distinct owners of the common targets
    sudden: bool  # what they did together fills only part of the time the record spans
    timeless: bool  # nothing is known of when they acted, nor of what they said
    lift: float  # how many times more than by popularity the common targets share actors

    @property
    def beyond_interest(self) -> float:
        """All signs together, each counted up to a limit so that none decides over the others."""
        signs = (self.timing, self.text, self.signs.max(initial=0.0), self.strangers)
        return float(sum(np.clip(sign, -_MOST, _MOST) for sign in signs))


def measure_normal(acts: Acts, *, quantile: float = 0.9) -> Normal:
    """What synchrony, repetition and newcomers are like on ordinary targets."""
    crowded = np.flatnonzero(acts.target_degree >= _ENOUGH)
    # an even sample: normal does not need every target
    sample = crowded[:: max(1, len(crowded) // 400)]
    on = acts.on(sample)
    timed = on[~np.isnan(acts.at[on])]
    timing = np.zeros(len(_SCALES))
    if len(timed):
        synchrony, _, _ = _synchrony(acts.target[timed], acts.at[timed])
        timing = np.maximum(np.quantile(synchrony, quantile, axis=0), 0.0)
        # below the grain of the record's times all that is not apart falls together
        timing[np.array(_SCALES) < _grain(acts.at)] = np.log(0.5 + 0.5 * _COARSE)
    repeats = [_repeat_chance(acts.text[acts.on(sample[i : i + 1])])[0] for i in range(len(sample))]
    whole = acts.at[~np.isnan(acts.at)]
    return Normal(
        timing,
        float(np.quantile(repeats, quantile)) if repeats else 0.0,
        Usual.of(acts),
        float(np.subtract(*np.quantile(whole, [0.98, 0.02]))) if len(whole) else 0.0,
    )


def _grain(at: Floats) -> float:
    """Seconds to which times are told, such as a day; 0 where they are exact."""
    known = at[:: max(1, len(at) // _SAMPLE)]
    known = known[~np.isnan(known)]
    told = np.unique(known)
    tied = len(told) > 1 and len(known) >= _TIED * len(told)
    return float(np.median(np.diff(told))) if tied else 0.0


def weigh_evidence(acts: Acts, block: Block, normal: Normal) -> Evidence:
    """Measure every sign on one group."""
    member = np.zeros(acts.actors, dtype=bool)
    member[block.members] = True
    on = acts.on(block.targets)
    mine = on[member[acts.actor[on]]]
    hits = np.bincount(acts.actor[on], minlength=acts.actors)
    typical = block.density * len(block.targets)
    others = int(((hits >= max(2.0, typical / 2)) & ~member).sum())
    return Evidence(
        timing=_timing(acts, mine, normal),
        text=_text(acts, mine, normal),
        signs=weigh_signs(acts, block, mine, normal.signs),
        strangers=_strangers(acts, block, mine, normal),
        theirs=len(mine) / max(1, len(on)),
        gap=len(block.members) / (len(block.members) + others),
        owners=len(np.unique(acts.owner[block.targets])),
        sudden=_sudden(acts, mine, normal),
        timeless=bool(np.isnan(acts.at[mine]).all() and (acts.text[mine] < 0).all()),
        lift=_lift(acts, block),
    )


def _timing(acts: Acts, mine: Ints, normal: Normal) -> float:
    """Synchrony beyond the normal, summed over moments; acts at one moment count once."""
    mine = mine[~np.isnan(acts.at[mine])]
    if len(mine) == 0:
        return 0.0
    synchrony, moment, known = _synchrony(acts.target[mine], acts.at[mine])
    # half, because each coincidence is seen from both sides
    gains = 0.5 * known[:, None] * (synchrony - normal.timing)
    return max(_over_moments(gains[:, scale], moment) for scale in range(len(_SCALES)))


def _over_moments(gain: Floats, moment: Floats) -> float:
    """The total over moments an hour apart; nothing from fewer than three or half of them."""
    order = np.argsort(moment, kind="stable")
    which = np.concatenate(([0], np.cumsum(np.diff(moment[order]) > 3600.0)))
    peak = np.full(which[-1] + 1, -np.inf)
    np.maximum.at(peak, which, gain[order])
    return float(peak.sum()) if (peak > 0).sum() >= max(3, len(peak) / 2) else 0.0


def _synchrony(target: Ints, at: Floats) -> tuple[Floats, Floats, Floats]:
    """Of each target: mean log of how much denser acts lie around each act than blurred.

    Each act's neighbours within a scale against those within a window so many times wider; half
    of the weight stays with the wide window, so one act costs at most log 2. Also the middle
    moment of each target and how many acts it has (none where they are too few to tell).
    """
    order = np.lexsort((at, target))
    _, starts, known = np.unique(target[order], return_index=True, return_counts=True)
    # targets one after another on one line, too far apart to be neighbours
    gap = 4 * _COARSE * _SCALES[-1]
    since = at[order] - at[order].min()
    line = since + np.repeat(np.arange(len(starts)) * (since.max() + gap), known)
    result = np.zeros((len(starts), len(_SCALES)))
    for i, scale in enumerate(_SCALES):
        near, wide = _neighbours(line, scale), _neighbours(line, scale * _COARSE)
        ratio = (near + 0.5 / _COARSE) * _COARSE / (wide + 0.5)
        result[:, i] = np.add.reduceat(np.log(0.5 + 0.5 * ratio), starts) / known
    enough = np.where(known >= 3, known, 0)
    return result, at[order][starts + known // 2], enough.astype(np.float64)


def _neighbours(at: Floats, reach: float) -> Ints:
    """For each of the sorted times, how many others lie within reach."""
    return np.searchsorted(at, at + reach, "right") - np.searchsorted(at, at - reach, "left") - 1


def _text(acts: Acts, mine: Ints, normal: Normal) -> float:
    """Nats by which members repeat one another more than repliers to one target normally do."""
    chance, known = _repeat_chance(acts.text[mine])
    return known * divergence(chance, max(normal.repeats, 0.01)) if known else 0.0


def _repeat_chance(text: Ints) -> tuple[float, int]:
    """Chance that two texts taken at random say the same, and how many texts there are."""
    said = text[text >= 0]
    if len(said) < _ENOUGH:
        return 0.0, 0
    _, counts = np.unique(said, return_counts=True)
    return float((counts * (counts - 1)).sum() / (len(said) * (len(said) - 1))), len(said)


def _strangers(acts: Acts, block: Block, mine: Ints, normal: Normal) -> float:
    """Nats by which members, who go together here, do not go together anywhere else.

    People of one taste share targets all the time. Outside the common targets, the number of
    member pairs that meet is compared with what popularity alone gives (strangers) and with half
    of what people of one taste, drawn together as closely as here, would show.
    """
    inside = np.zeros(acts.targets, dtype=bool)
    inside[block.targets] = True
    theirs = acts.by(block.members)
    beside = theirs[~inside[acts.target[theirs]]]
    k = np.bincount(acts.target[beside], minlength=acts.targets).astype(np.float64)
    met = float((k * (k - 1)).sum() / 2)
    share = acts.target_degree / max(1, len(acts.actor))
    by_chance = float(len(beside) ** 2 / 2 * (share[~inside] ** 2).sum())
    h = block.hits.astype(np.float64)
    here = float((np.bincount(acts.target[theirs], minlength=acts.targets)[inside] ** 2).sum() / 2)
    due = float(h.sum() ** 2 / 2 * (share[inside] ** 2).sum())
    lift = here / max(due, 1e-9)
    if by_chance < 1:
        return 0.0
    alike = max(2.0, min(lift / 2, 4.0)) * by_chance
    nats = alike - by_chance - met * float(np.log(alike / by_chance))
    return nats if nats < 0 or _sudden(acts, mine, normal) else 0.0


def _lift(acts: Acts, block: Block) -> float:
    """Actors two common targets share, over what popularity and activity give."""
    count = len(block.targets)
    shared = float((block.hits * (block.hits - 1)).sum()) / max(1, count * (count - 1))
    width = acts.actor_degree.astype(np.float64)
    chance = float((width * (width - 1)).sum()) / max(1, len(acts.actor)) ** 2
    return shared / max(float(acts.target_degree[block.targets].mean()) ** 2 * chance, 1e-12)


def _sudden(acts: Acts, mine: Ints, normal: Normal) -> bool:
    """Whether what they did together fills only part of the time the record spans."""
    at = acts.at[mine]
    at = at[~np.isnan(at)]
    if len(at) == 0:
        return False
    return bool(np.subtract(*np.quantile(at, [0.9, 0.1])) <= _SUDDEN * normal.span)
