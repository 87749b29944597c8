"""Needs that are planted: served, absent, and many items of which none is good."""

from __future__ import annotations

import dataclasses

from strangers.community import Community

__all__ = ["Want", "plant_wants"]


_BUYS = {"served": 0.55, "absent": 0.04, "none_good": 0.4}  # absent: the plain thing instead
_CONTENT, _DISAPPOINTED = 0.88, 0.12


@dataclasses.dataclass
class Want:
    """One need of one stratum, and every trace that was left of it."""

    need_id: str
    stratum: int
    kind: str  # served, absent, none_good
    thing: str
    askers: list[str] = dataclasses.field(default_factory=list)
    ask_ids: list[str] = dataclasses.field(default_factory=list)
    note_ids: list[str] = dataclasses.field(default_factory=list)
    product_ids: list[str] = dataclasses.field(default_factory=list)
    fill: float = 0.0  # share of askers who buy and are content
    reachable: float = _BUYS["served"] * _CONTENT  # the same where a want is served

    @property
    def unmet_units(self) -> float:
        """Pieces that would be bought and kept besides, were it served."""
        return len(self.askers) * max(0.0, self.reachable - self.fill)


def plant_wants(
    community: Community, kinds: list[str], things: list[tuple[int, str]]
) -> list[Want]:
    """Ask for each thing in every way the community has; answer it, or not."""
    wants = []
    for number, (kind, (stratum, thing)) in enumerate(zip(kinds, things, strict=True)):
        want = Want(f"need{number}", stratum, kind, thing)
        supply = {"served": 6, "absent": 0, "none_good": 28}[kind]
        want.product_ids = community.offer(stratum, thing, count=supply) if supply else []
        _ask(community, want, barren=kind == "none_good" and number % 2 == 1)
        wants.append(want)
    return wants


def _ask(community: Community, want: Want, *, barren: bool) -> None:
    """``barren``: much is on offer and looked at, and nobody buys."""
    rng, custom, tongue = community.rng, community.custom, community.tongue
    size = int((community.theta[:, want.stratum] > 0).sum())
    askers = community.belonging(want.stratum, int(size * rng.uniform(0.22, 0.4)))
    places = [
        community.write_note(int(author), float(day), tongue.note(rng, want.stratum, want.thing))
        for author, day in zip(
            community.belonging(want.stratum, 6), community.moments(6), strict=False
        )
    ]
    want.note_ids = [community.notes[p][0] for p in places]
    shelf = want.product_ids or community.carrying(want.stratum, tongue.plain(want.thing))
    buys = _BUYS[want.kind] if shelf and not barren else 0.0
    content = _CONTENT if want.kind == "served" else _DISAPPOINTED
    want.fill = buys * content
    for actor in askers:
        want.askers.append(community.actor_ids[actor])
        for day in community.moments(int(rng.integers(1, 4))):
            if rng.random() < custom.ask_share:
                note = int(rng.choice(places))
                at = community.notes[note][2] + float(rng.exponential(4.0))
                made = community.reply(int(actor), note, at, tongue.ask(rng, want.thing))
            else:
                at = float(day)
                made = community.search(
                    int(actor), at, tongue.query(rng, want.thing), want.product_ids
                )
            want.ask_ids += [made] if made else []
        if shelf and rng.random() < buys:
            product = str(rng.choice(shelf))
            community.order(int(actor), at + 0.2, product, content=content)
