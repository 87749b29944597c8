"""What an attacker gains by comparing two inboxes that differ by one person.

Inboxes of five audiences are drawn, thousands of them; the attacker knows everyone but one, sees an
inbox with or without that one, and gains half of how often the two differ (points over guessing).
Each way of publishing is measured on the same inboxes: exact counts, coarse ones written anew every
day, and coarse ones that stand from the last reading until the truth has clearly moved.
"""

from __future__ import annotations

import random
import time

from _door import door, show
from isotherm.privacy import PrivacySettings, coarse_count, still_stands

WAYS = ("isotherm, briefs that stand", "isotherm, briefs written anew", "exact counts")
BRIEFS, TRIES = 5, 20_000


def published(way: str, count: int, before: int, *, subject: str, key: str) -> int | None:
    """One audience as a merchant sees it; ``before`` is the count at the last reading."""
    if way == WAYS[2]:
        return count
    settings = PrivacySettings()
    told = coarse_count(count, subject=subject, key=key, settings=settings)
    if way == WAYS[1]:
        return told
    shown = coarse_count(before, subject=subject, key=key, settings=settings)
    stands = shown is not None and still_stands(
        count, shown, subject=subject, key=key, settings=settings
    )
    return shown if stands else told


def gain(way: str, rng: random.Random) -> float:
    """Points over guessing, over all inboxes."""
    told = 0
    for number in range(TRIES):
        moved = False
        for place in range(BRIEFS):
            now = rng.randrange(80, 1000)
            before = now - rng.randrange(1, max(now // 20, 2))
            seen = {
                published(way, count, before, subject=f"n{place}", key=f"{number}")
                for count in (now, now - 1)
            }
            moved |= len(seen) > 1
        told += moved
    return 50 * told / TRIES


def main() -> None:
    """Measure each way on the same inboxes."""
    options = door("an attacker's gain from whole inboxes").parse_args()
    rows = []
    for way in WAYS:
        start = time.perf_counter()
        points = gain(way, random.Random(1))
        rows.append({"name": way, "error": round(points, 2),
                     "seconds": round(time.perf_counter() - start, 1)})  # fmt: skip
    show(options, rows=rows, data={"inboxes": TRIES, "audiences": BRIEFS})


if __name__ == "__main__":
    main()
