"""The page that one merchant may see."""

from __future__ import annotations

__all__ = ["HANDED"]

HANDED: dict[str, tuple[str, str]] = {
    "own.title": ("给商家 {merchant} 的简报 · {day}", "Briefs for merchant {merchant} · {day}"),
    "own.found": (
        "{n} 份简报按你的品类、货和交期配给你，最早 {day} 前行动。",
        "One brief is matched to your trade, goods and lead time, to act on by {day}.|{n} briefs"
        " are matched to your trade, goods and lead time, the first to act on by {day}.",
    ),
    "own.open": (
        "{n} 份面向所有商家，最早 {day} 前行动。",
        "One brief is open to all merchants, to act on by {day}.|{n} briefs are open to all"
        " merchants, the first to act on by {day}.",
    ),
    "own.none": ("这一次没有给你的简报。", "There is no brief for you this time."),
    "own.about": (
        "说的是一群人想要而买不到的东西，以及怎样赶上。人数和件数都经过取整，不指向任何个人。",
        "What a group of people want and cannot buy, and how to be in time. People and pieces are"
        " rounded, so that no one person can be made out.",
    ),
    "own.lead": (
        "日历上是最晚行动日：再晚就赶不上了。",
        "The calendar shows the last day to act: later is too late.",
    ),
    "own.yours": ("配给你的", "matched to you"),
    "own.made.by": ("由同温（Isotherm）{version} 写出。", "Written by Isotherm {version}."),
}
