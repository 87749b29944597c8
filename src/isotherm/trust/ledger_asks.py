"""What newborn accounts of a ledger ask for: words searched for, and words said in replies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from isotherm.trust.acts import Edges
from isotherm.trust.alike import Alike, Habits, find_alike
from isotherm.trust.ledger_acts import Channel
from isotherm.trust.newcomers import Cohort, Company, find_cohorts
from isotherm.trust.settings import TrustSettings
from isotherm.trust.verdict import Group

__all__ = ["find_asking_alike", "find_newborn"]

_WHY_ALIKE = ("one thing asked for", "the same rare habits", "strangers otherwise")
_WHY = ("one thing asked for", "newcomers all", "strangers otherwise")


def find_newborn(channels: Sequence[Channel], settings: TrustSettings) -> Iterator[Group]:
    """Groups of newcomers who ask for one thing and have no company elsewhere, the surest first.

    A text that many say nearly alike is a thing asked for just as a search is. Company is sought
    in all they do but search and vote, and but for what the group says in chorus.
    """
    found = [one for asks in _asks(channels) for one in find_cohorts(asks, settings)]
    yield from _without_company(found, channels, _WHY)


def find_asking_alike(channels: Sequence[Channel], settings: TrustSettings) -> Iterator[Group]:
    """Groups that ask for one thing, live the same rare life and have no company, surest first."""
    if not channels:
        return
    habits = Habits.of([one.edges.actor for one in channels])
    found = [one for asks in _asks(channels) for one in find_alike(asks, habits, settings)]
    yield from _without_company(found, channels, _WHY_ALIKE)


def _without_company(
    found: Sequence[Cohort | Alike], channels: Sequence[Channel], why: tuple[str, ...]
) -> Iterator[Group]:
    beside = [one.edges for one in channels if one.name not in ("searches", "votes")]
    company = Company.of(beside if found else ())
    for one in found:
        if not company.keeps(one.members):
            targets = np.zeros(0, dtype=np.int64)
            yield Group(one.members, one.score, targets, why, one.log_e)


def _asks(channels: Sequence[Channel]) -> Iterator[Edges]:
    for channel in channels:
        edges = channel.edges
        if channel.name == "searches":
            yield edges
        if channel.name == "replies" and edges.text is not None and (edges.text >= 0).any():
            yield replace(edges, target=edges.text).only(edges.text >= 0)
