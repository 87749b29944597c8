"""An ordinary season: notes, contacts, searches and orders in which nothing special happens."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from strangers.community import Community, Indices
from strangers.tongue import Said

__all__ = ["live"]

Weights = npt.NDArray[np.float64]
Asked = list[tuple[int, float, int, str]]  # actor, day, stratum, thing


def live(community: Community) -> None:
    """Fill the ledger with everyday life; with no structure at all when nothing is planted."""
    community_notes = _write_notes(community)
    asked = _touch_notes(community, *community_notes)
    _stock_shelves(community)
    for actor, at, stratum, thing in asked:
        if community.rng.random() < 0.45:
            product = str(community.rng.choice(community.carrying(stratum, thing)))
            community.order(actor, at + 0.5, product, content=0.82)
    _search_and_buy(community)


def _write_notes(community: Community) -> tuple[Indices, Indices, Weights]:
    rng, custom, tongue = community.rng, community.custom, community.tongue
    count = round(custom.notes * community.people)
    authors = community.anyone(count)
    days = np.sort(community.moments(count))
    strata = community.strata_of(authors, 0.1) if community.planted else _drift(community, days)
    for author, day, stratum in zip(authors, days, strata, strict=True):
        said = tongue.note(rng, int(stratum), tongue.thing(rng, int(stratum)))
        if custom.mind == "mixtures" and rng.random() < 0.4:
            said = _blend(community, said, int(author))
        community.write_note(int(author), float(day), said)
    return authors, strata, rng.pareto(1.5, count) + 0.2


def _drift(community: Community, days: Weights) -> Indices:
    """What is written about wanders slowly, whoever writes."""
    strata = community.tongue.strata
    weeks = community.custom.days // 7 + 2
    walk = np.exp(np.cumsum(community.rng.normal(0, 0.12, (weeks, strata)), axis=0))
    shares = (walk / walk.sum(axis=1, keepdims=True)).cumsum(axis=1)
    drawn = community.rng.random((len(days), 1))
    picked = (drawn > shares[(days // 7).astype(int)]).sum(axis=1)
    return np.minimum(picked, strata - 1)


def _blend(community: Community, said: Said, author: int) -> Said:
    """A note that is about two things at once."""
    second = int(community.strata_of(np.array([author]), 0.1 if community.planted else 1.0)[0])
    other = community.tongue.note(
        community.rng, second, community.tongue.thing(community.rng, second)
    )
    half = other.body[: len(other.body) // 2]
    return Said(said.title, f"{said.body} {half}", said.tags)


def _touch_notes(
    community: Community, authors: Indices, strata: Indices, quality: Weights
) -> Asked:
    """Returns who asked under a note, when, for what."""
    rng, custom, tongue = community.rng, community.custom, community.tongue
    who = community.anyone(round(custom.contacts * community.people))
    if not community.planted:
        what = rng.choice(len(authors), len(who), p=quality / quality.sum())
    elif custom.mind == "follows":
        what = _by_follows(community, who, authors, quality)
    else:
        what = _by_topic(community, who, strata, quality)
    delay = rng.exponential(2.5, len(who))
    replies = rng.random(len(who)) < custom.reply_share
    kinds = rng.choice(("like", "save", "view", "share"), len(who), p=(0.5, 0.25, 0.2, 0.05))
    later: Asked = []
    for place, (actor, note) in enumerate(zip(who, what, strict=True)):
        note_id, _, day = community.notes[note]
        at = day + float(delay[place])
        if not replies[place]:
            community.react(int(actor), at, str(kinds[place]), note_id=note_id)
        elif rng.random() < 0.04:
            thing = tongue.thing(rng, int(strata[note]))
            community.reply(int(actor), int(note), at, tongue.ask(rng, thing))
            later.append((int(actor), at, int(strata[note]), thing))
        else:
            community.reply(int(actor), int(note), at, tongue.chat(rng, int(strata[note])))
    return later


def _by_follows(community: Community, who: Indices, authors: Indices, quality: Weights) -> Indices:
    """People read the dozen authors they follow."""
    writers = np.unique(authors)
    chance = community.chance[writers]
    home = community.theta[writers].argmax(axis=1)
    lists: dict[int, Indices] = {}
    by_author = {int(a): np.flatnonzero(authors == a) for a in writers}
    out = np.empty(len(who), dtype=np.int64)
    for place, actor in enumerate(who):
        if actor not in lists:
            wanted = community.strata_of(np.full(12, actor), community.mixing)
            lists[actor] = np.array(
                [_author(community, writers, chance, home, int(s)) for s in wanted]
            )
        theirs = by_author[int(community.rng.choice(lists[actor]))]
        weight = quality[theirs] / quality[theirs].sum()
        out[place] = community.rng.choice(theirs, p=weight)
    return out


def _author(
    community: Community, writers: Indices, chance: Weights, home: Indices, stratum: int
) -> int:
    weight = chance * (home == stratum)
    if not weight.any():
        weight = chance
    steps = weight.cumsum()
    return int(writers[np.searchsorted(steps, community.rng.random() * steps[-1])])


def _by_topic(community: Community, who: Indices, strata: Indices, quality: Weights) -> Indices:
    """People go to a topic (a tag, an interest) and read what is good there."""
    wanted = community.strata_of(who, community.mixing)
    out = np.empty(len(who), dtype=np.int64)
    for stratum in range(community.tongue.strata):
        there = np.flatnonzero(strata == stratum)
        here = wanted == stratum
        if not len(there):
            there = np.arange(len(strata))
        weight = quality[there] / quality[there].sum()
        out[here] = community.rng.choice(there, int(here.sum()), p=weight)
    return out


def _stock_shelves(community: Community) -> None:
    for stratum, things in enumerate(community.tongue.things):
        for thing in things:
            community.offer(stratum, thing, count=int(community.rng.integers(3, 8)))


def _search_and_buy(community: Community) -> None:
    rng, custom, tongue = community.rng, community.custom, community.tongue
    count = round(custom.searches * community.people)
    who = community.anyone(count)
    mixing = community.mixing * 0.5 if community.planted else 1.0
    for actor, day, stratum in zip(
        who, community.moments(count), community.strata_of(who, mixing), strict=True
    ):
        thing = tongue.thing(rng, int(stratum))
        found = community.carrying(int(stratum), thing)
        community.search(int(actor), float(day), tongue.query(rng, thing), found)
        if rng.random() < 0.45:
            community.order(int(actor), float(day) + 0.1, str(rng.choice(found)), content=0.82)
    count = round(custom.orders * community.people)
    who = community.anyone(count)
    for actor, day, stratum in zip(
        who, community.moments(count), community.strata_of(who, mixing), strict=True
    ):
        thing = tongue.thing(rng, int(stratum))
        product = str(rng.choice(community.carrying(int(stratum), thing)))
        community.order(int(actor), float(day), product, content=0.82)
