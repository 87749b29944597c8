"""What is always there and no trend: daily and weekly templates, and one author with many fans."""

from __future__ import annotations

from strangers.community import Community, Indices
from strangers.tongue import Habitual
from strangers.waves import Rise

__all__ = ["plant_habits"]

_FRIDAY = 4
_ANSWERS = 6.0  # of strangers, under each note of a template
_FANS, _EVERY = 60, 4  # of one author, who writes every so many days


def plant_habits(community: Community, templates: int) -> list[Rise]:
    """Templates at one pace throughout, the second on Fridays only, and an author with fans."""
    tongue = community.tongue
    if not templates or not isinstance(tongue, Habitual):
        return []
    rises = [_keep_to(community, tongue, number) for number in range(templates)]
    return [*rises, _admire(community)]


def _keep_to(community: Community, tongue: Habitual, number: int) -> Rise:
    rng, days = community.rng, community.custom.days
    weekly = number == 1
    rise = Rise(f"habit{number}", "steady", [], manner="weekly" if weekly else "daily")
    week = [(community.custom.start.weekday() + day) % 7 for day in range(days)]
    for day in range(days):
        usual = (5.0 if week[day] == _FRIDAY else 0.0) if weekly else 1.2
        for _ in range(rng.poisson(usual * (1.3 if week[day] >= _FRIDAY + 1 else 1.0))):
            said = tongue.habit(rng, number, day)
            note = community.write_note(_anybody(community), day + rng.uniform(0.2, 0.99), said)
            rise.notes.append(note)
            some = rng.choice(community.people, int(rng.poisson(_ANSWERS)), replace=False)
            _answer(community, rise, note, some, within=1.2)
    return rise


def _admire(community: Community) -> Rise:
    """The same sixty people answer every note of one author."""
    rng, tongue = community.rng, community.tongue
    rise = Rise("fans0", "fans", [0])
    author = _anybody(community)
    fans = rng.choice(community.people, min(_FANS, community.people // 10), replace=False)
    for day in range(20, community.custom.days - 5, _EVERY):
        said = tongue.note(rng, 0, tongue.thing(rng, 0))
        note = community.write_note(author, day + 0.8, said)
        rise.notes.append(note)
        _answer(community, rise, note, fans[rng.random(len(fans)) < 0.5], within=0.5)
    return rise


def _anybody(community: Community) -> int:
    return int(community.rng.integers(community.people))


def _answer(community: Community, rise: Rise, note: int, actors: Indices, *, within: float) -> None:
    rng = community.rng
    for actor in actors:
        at = community.notes[note][2] + float(rng.exponential(within))
        stratum = int(rng.integers(community.tongue.strata))
        if community.reply(int(actor), note, at, community.tongue.chat(rng, stratum)):
            rise.reply_days.append(at)
