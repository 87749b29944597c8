"""Which signs convict a group, and whom of it they do not touch."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from isotherm.trust.acts import Acts
from isotherm.trust.blocks import Block
from isotherm.trust.evidence import Evidence, Normal, weigh_evidence
from isotherm.trust.settings import TrustSettings
from isotherm.trust.signs import bears_sign

__all__ = ["Surroundings", "name_grounds", "set_apart"]


@dataclass(frozen=True)
class Surroundings:
    """What groups are judged against."""

    acts: Acts
    normal: Normal
    clustering: float  # how many times more than by popularity ordinary targets share actors
    settings: TrustSettings


def name_grounds(place: Surroundings, block: Block, evidence: Evidence) -> tuple[str, ...]:
    """The signs that convict; none where the group may be people of one taste."""
    settings = place.settings
    if evidence.owners < settings.fewest_targets:
        return ()
    # overlap without any sign in the acts themselves must be surprising by itself
    structural = (
        block.log_e >= settings.decisive
        and evidence.owners > settings.fewest_targets
        and evidence.theirs >= settings.own_share
        and evidence.gap >= settings.closed_gap
    )
    # strangers who share a wave's notes are its public, wherever times could have shown a pool
    apart = evidence.strangers if structural and evidence.timeless else 0.0
    signs = (
        ("same moment", evidence.timing),
        ("same text", evidence.text),
        *zip(place.acts.sign_names, evidence.signs, strict=True),
        ("strangers otherwise", apart),
    )
    grounds = [name for name, nats in signs if nats >= settings.decisive]
    closed = block.density >= settings.closed_density
    brief = evidence.sudden or evidence.timeless
    if closed and structural and brief and evidence.strangers > -settings.decisive:
        grounds.append("closed circle")
    if (
        evidence.timeless
        and structural
        and evidence.lift >= settings.isolated_lift * place.clustering
    ):
        grounds.append("isolated block")
    return ("shared targets", *grounds) if grounds else ()


def set_apart(place: Surroundings, block: Block, evidence: Evidence) -> Block:
    """The block without those whom nothing convicts once members with a tell-tale life are gone.

    Where a pool hides in the public of something loved, the signs are the pool's alone.
    """
    bearing = np.zeros(len(block.members), dtype=bool)
    for i in np.flatnonzero(evidence.signs >= place.settings.decisive):
        bearing |= bears_sign(place.acts, block, int(i))
    if bearing.all() or not bearing.any():
        return block
    rest = block.part(~bearing)
    alone = weigh_evidence(place.acts, rest, place.normal)
    # who else hits the targets is asked of the whole block: pool and public are no strangers to it
    alone = replace(alone, theirs=evidence.theirs, gap=evidence.gap)
    return block if name_grounds(place, rest, alone) else block.part(bearing)
