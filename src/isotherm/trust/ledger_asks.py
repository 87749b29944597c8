"""What newborn accounts of a ledger ask for: words searched for, and words said in replies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from isotherm.trust.acts import Edges, Ints
from isotherm.trust.ledger_acts import Channel
from isotherm.trust.newcomers import find_cohorts, has_company
from isotherm.trust.settings import TrustSettings
from isotherm.trust.verdict import Group

__all__ = ["find_newborn"]

_WHY = ("one thing asked for", "newcomers all", "strangers otherwise")
_SAID = 0.25  # share of a group's texts from which a text is what the group came to say


def find_newborn(channels: Sequence[Channel], settings: TrustSettings) -> Iterator[Group]:
    """Groups of newcomers who ask for one thing and have no company elsewhere, the surest first.

    A text that many say nearly alike is a thing asked for just as a search is. Company is sought
    in all they do but search and vote, and but for what the group says in chorus.
    """
    beside = [one for one in channels if one.name not in ("searches", "votes")]
    for asks in _asks(channels):
        for one in find_cohorts(asks, settings):
            left = [_without_chorus(channel.edges, one.members) for channel in beside]
            if not has_company(one.members, left):
                targets = np.zeros(0, dtype=np.int64)
                yield Group(one.members, one.score, targets, _WHY, one.log_e)


def _asks(channels: Sequence[Channel]) -> Iterator[Edges]:
    for channel in channels:
        edges = channel.edges
        if channel.name == "searches":
            yield edges
        if channel.name == "replies" and edges.text is not None and (edges.text >= 0).any():
            yield replace(edges, target=edges.text).only(edges.text >= 0)


def _without_chorus(edges: Edges, members: Ints) -> Edges:
    """The acts without those in which the members say what many of them say."""
    if edges.text is None:
        return edges
    said = edges.text[np.isin(edges.actor, members) & (edges.text >= 0)]
    often = np.bincount(said) >= _SAID * len(said) if len(said) else np.zeros(0, dtype=bool)
    return edges.only(~np.isin(edges.text, np.flatnonzero(often)))
