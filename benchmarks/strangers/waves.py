"""What rises: resonances, campaigns that look the same, stars, seasons and old favourites."""

from __future__ import annotations

import dataclasses

import numpy as np

from strangers.community import Community, Indices
from strangers.tongue import Wave

__all__ = ["Rise", "plant_rises"]


@dataclasses.dataclass
class Rise:
    """One thing that rose, and what kind of thing it was."""

    trend_id: str
    kind: str  # organic, campaign, celebrity, season, steady, fans
    strata: list[int]
    notes: list[int] = dataclasses.field(default_factory=list)
    reply_days: list[float] = dataclasses.field(default_factory=list)
    pool: list[int] = dataclasses.field(default_factory=list)
    hired: list[int] = dataclasses.field(default_factory=list)
    manner: str = ""


def plant_rises(community: Community, *, organic: int, campaigns: int) -> list[Rise]:
    """Organic resonances and their look-alikes; every template is used once."""
    order = community.rng.permutation(community.tongue.templates)
    waves = [community.tongue.wave(int(i)) for i in order]
    rises = []
    for number in range(organic):
        rises.append(_resonate(community, waves.pop(), f"organic{number}"))
    for number in range(campaigns):
        manner = ("burst-copies", "drip-copies", "burst-varied", "drip-varied")[number % 4]
        rises.append(_campaign(community, waves.pop(), f"campaign{number}", manner))
    for number in range(3):
        rises.append(_star(community, f"celebrity{number}"))
    rises.append(_favourite(community, waves.pop(), "season0", monthly=True))
    rises.append(_favourite(community, waves.pop(), "steady0", monthly=False))
    return rises


def _home(community: Community) -> int:
    sizes = (community.theta > 0).sum(axis=0).astype(float)
    return int(community.rng.choice(len(sizes), p=sizes / sizes.sum()))


def _answer(
    community: Community, rise: Rise, wave: Wave, note: int, actors: Indices, *, within: float
) -> None:
    """Independent people answer a note, each in their own time."""
    rng = community.rng
    for actor in actors:
        at = community.notes[note][2] + float(rng.exponential(within))
        stratum = int(community.strata_of(np.array([actor]), 0.2)[0])
        if rng.random() < 0.25 and community.custom.reply_share < 0.3:
            community.react(int(actor), at, "like", note_id=community.notes[note][0])
        elif community.reply(int(actor), note, at, wave.answer(rng, stratum)):
            rise.reply_days.append(at)


def _crowd(community: Community, stratum: int, count: int) -> Indices:
    """Three in five from the stratum, the others from anywhere."""
    inside = community.belonging(stratum, round(count * 0.6))
    return np.unique(np.concatenate([inside, community.anyone(count - len(inside))]))


def _ordinary(community: Community, stratum: int, count: int) -> Indices:
    """Authors of a stratum with no great following."""
    found = community.belonging(stratum, count * 3)
    return found[np.argsort(community.followers[found], kind="stable")][: count * 2][:count]


def _resonate(community: Community, wave: Wave, trend_id: str) -> Rise:
    rng, days = community.rng, community.custom.days
    stratum = _home(community)
    rise = Rise(trend_id, "organic", [stratum])
    climb = float(rng.uniform(14, 35))
    start = float(rng.uniform(0.25 * days, days - climb - 12))
    more = int(rng.integers(25, 50))
    times = np.concatenate(
        [
            start + rng.uniform(0, 6, 12),
            start + climb + np.clip(rng.normal(-2, climb / 3.5, more), 2 - climb, 14),
        ]
    )
    authors = _writers(community, stratum, len(times))
    usual = _usual_replies(community)
    lift = float(rng.uniform(3.0, 7.0))
    for author, at in zip(authors, np.sort(times), strict=True):
        if at >= days - 0.5:
            continue
        note = community.write_note(int(author), float(at), wave.write(rng, stratum))
        rise.notes.append(note)
        warmth = 0.5 + np.exp(-(((at - start - climb) / (climb / 2)) ** 2))
        count = int(rng.poisson(lift * usual * warmth)) + 2
        _answer(community, rise, wave, note, _crowd(community, stratum, count), within=1.2)
    _follow_up(community, rise, stratum)
    return rise


def _usual_replies(community: Community) -> float:
    """Replies an everyday note gets, on average."""
    custom = community.custom
    return custom.contacts * custom.reply_share / custom.notes


def _writers(community: Community, stratum: int, count: int) -> Indices:
    """Distinct ordinary people: most of the stratum, some from elsewhere, in no order."""
    inside = _ordinary(community, stratum, round(count * 0.7))
    others = community.rng.choice(community.people, count, replace=False)
    everyone = np.concatenate([inside, np.setdiff1d(others, inside)])[:count]
    return community.rng.permutation(everyone)


def _follow_up(community: Community, rise: Rise, stratum: int) -> None:
    """Some who answered go on to save and to buy."""
    rng = community.rng
    shelf = [
        p for thing in community.tongue.things[stratum] for p in community.carrying(stratum, thing)
    ]
    for at in rise.reply_days[::5]:
        actor = int(community.belonging(stratum, 1)[0])
        note = int(rng.choice(rise.notes))
        community.react(
            actor,
            max(at, community.notes[note][2] + 0.01),
            "save",
            note_id=community.notes[note][0],
        )
        if shelf and rng.random() < 0.4:
            community.react(actor, at + 0.3, "cart", product_id=str(rng.choice(shelf)))


def _campaign(community: Community, wave: Wave, trend_id: str, manner: str) -> Rise:
    rng, days = community.rng, community.custom.days
    stratum = _home(community)
    rise = Rise(trend_id, "campaign", [stratum], manner=manner)
    size = int(rng.integers(30, 70))
    rise.pool = [community.newcomer() for _ in range(size)]
    _hide(community, rise.pool)
    start = float(rng.uniform(0.25 * days, 0.75 * days))
    hired = _ordinary(community, stratum, int(rng.integers(14, 24)))
    rise.hired = [int(a) for a in hired]
    told = {"paid": True} if community.custom.tells_paid and trend_id == "campaign0" else {}
    for author in hired:
        note = community.write_note(
            int(author),
            start + float(rng.gamma(3.0, 4.0)) % (days - start - 1),
            wave.write(rng, stratum),
            **told,
        )
        rise.notes.append(note)
        present = [a for a in rise.pool if rng.random() < 0.7]
        opens = community.notes[note][2] + float(rng.uniform(0.02, 0.4))
        for actor in present:
            wait = rng.uniform(0, 10 / 1440) if "burst" in manner else rng.exponential(2.0)
            text = (
                community.tongue.praise(rng)
                if "copies" in manner
                else wave.answer(rng, int(rng.integers(community.tongue.strata)))
            )
            community.reply(actor, note, opens + float(wait), text)
        _answer(community, rise, wave, note, community.anyone(2), within=1.5)
    return rise


def _hide(community: Community, pool: list[int]) -> None:
    """A few ordinary contacts each, so that the accounts look alive."""
    for actor in pool:
        for _ in range(int(community.rng.integers(2, 7))):
            note = int(community.rng.integers(len(community.notes)))
            at = community.notes[note][2] + float(community.rng.exponential(2.0))
            community.react(actor, at, "like", note_id=community.notes[note][0])


def _star(community: Community, trend_id: str) -> Rise:
    """Somebody well known says something, and everybody answers at once."""
    rng, tongue = community.rng, community.tongue
    star = int(rng.integers(community.people))
    community.followers[star] = community.custom.followers_high
    stratum = int(rng.integers(tongue.strata))
    rise = Rise(trend_id, "celebrity", [stratum])
    start = float(rng.uniform(0.2, 0.9) * community.custom.days)
    for part in range(int(rng.integers(1, 4))):
        said = tongue.note(rng, stratum, tongue.thing(rng, stratum))
        note = community.write_note(star, start + 0.7 * part, said)
        rise.notes.append(note)
        for actor in np.unique(community.anyone(int(0.05 * community.people))):
            at = community.notes[note][2] + float(rng.exponential(0.6))
            community.reply(int(actor), note, at, tongue.chat(rng, stratum))
    return rise


def _favourite(community: Community, wave: Wave, trend_id: str, *, monthly: bool) -> Rise:
    """A template that was always there: every week the same, or once a month a little more."""
    rng, days = community.rng, community.custom.days
    stratum = _home(community)
    rise = Rise(trend_id, "season" if monthly else "steady", [stratum])
    if monthly:
        times = np.concatenate([m + rng.uniform(0, 5, 9) for m in np.arange(1.0, days - 6, 30.4)])
    else:
        times = np.arange(0.5, days - 1, 1.6) + rng.uniform(0, 0.4)
    for at in times:
        author = int(_ordinary(community, stratum, 30)[int(rng.integers(20))])
        note = community.write_note(author, float(at), wave.write(rng, stratum))
        rise.notes.append(note)
        crowd = _crowd(community, stratum, int(rng.poisson(3 * _usual_replies(community))) + 2)
        _answer(community, rise, wave, note, crowd, within=1.2)
    return rise
