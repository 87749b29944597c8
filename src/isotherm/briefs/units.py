"""How many pieces: what may be shown of the demand, and how many to cut first."""

from __future__ import annotations

import dataclasses
import math

from scipy.special import ndtri

from isotherm.briefs.settings import BriefSettings
from isotherm.briefs.subjects import Subject
from isotherm.livetest import newsvendor_share
from isotherm.privacy import PrivacySettings, coarse_amount

__all__ = ["Units", "confidence", "first_lot", "show_units"]

_Z90 = 1.2816
_GRAIN = 0.25  # ends of an interval are shown in quarters of its middle
_HALF_SURE = 50.0  # people on whose word alone half of the confidence rests
_PROMISED = 0.8  # share of what comes that must lie between p10 and p90
_STEPS = 20
_PRICE = 100  # any price does: only shares of it matter


@dataclasses.dataclass(frozen=True)
class Units:
    """Kept pieces as they may be shown; p10 <= p50 <= p90."""

    p10: float
    p50: float
    p90: float


def show_units(subject: Subject, *, key: str, privacy: PrivacySettings) -> Units:
    """Kept pieces on the ladder of counts; the interval is rounded outwards.

    The ends are shown as multiples of a quarter of the middle, so that they tell hardly more of
    one person than the middle does.
    """
    low, middle, high = subject.kept
    shown = coarse_amount(middle, subject=subject.subject_id, key=key, settings=privacy)
    if shown == 0:
        return Units(0.0, 0.0, float(privacy.step if high > 0 else 0))
    below = math.floor(low / middle / _GRAIN) * _GRAIN
    above = math.ceil(high / middle / _GRAIN) * _GRAIN
    return Units(float(math.floor(shown * below)), float(shown), float(math.ceil(shown * above)))


def first_lot(units: Units, *, keep_rate: float, takers: float, settings: BriefSettings) -> int:
    """Pieces to cut first: the newsvendor quantile of what the orders need, returns sold again.

    D kept pieces are D / k orders, which need D (1 - (1 - k) r) / k pieces; demand is read as
    lognormal through the interval and shared between the ``takers``. However fine it looks, it is
    made of the pieces as they are shown and of a coarse keep rate, so it tells no more than they.

    >>> first_lot(Units(50, 100, 200), keep_rate=0.5, takers=1, settings=BriefSettings())
    147
    """
    if units.p50 <= 0:
        return 0
    quantile = newsvendor_share(
        _PRICE, _PRICE * settings.cost_share, salvage_fen=_PRICE * settings.salvage_share
    )
    sigma = math.log(units.p90 / max(units.p10, units.p50 / 10)) / (2 * _Z90)
    kept = units.p50 * math.exp(float(ndtri(quantile)) * sigma)
    need = kept * (1 - (1 - keep_rate) * settings.resold_share) / keep_rate
    return max(round(need / max(takers, 1.0)), 1)


def confidence(
    kept: tuple[float, float, float], *, people: int, covered: float, place: float = 0.5
) -> float:
    """From 0 to 1, in twentieths: how far the size of a subject may be relied on.

    The past record (how often earlier forecasts covered what came, against the eight in ten they
    promise) times the geometric mean of two: how narrow the interval of kept pieces is, e to the
    minus one standard deviation of its logarithm, and how many people it rests on, n / (n + 50).
    ``people`` is the number that is shown; the whole is rounded at a hidden ``place``.

    >>> confidence((45.0, 60.0, 75.0), people=120, covered=0.8)
    0.75
    >>> confidence((20.0, 60.0, 180.0), people=120, covered=0.4)
    0.25
    """
    low, middle, high = kept
    spread = math.log(max(high, middle, 1e-9) / max(low, middle / 30, 1e-9)) / (2 * _Z90)
    many = people / (people + _HALF_SURE)
    known = math.sqrt(math.exp(-spread) * many) * min(covered / _PROMISED, 1.0)
    return min(math.floor(known * _STEPS + place), _STEPS) / _STEPS
