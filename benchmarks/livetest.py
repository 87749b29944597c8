"""Live tests beside their peers: votes until a verdict, and how often it is wrong.

Best option, error at most .1, a look after every vote: isotherm, T3C, TTUCB, uniform sampling (the
peers stop at log((1 + log t) / error)). Keep line .12: isotherm and the rule of the trade. With
``bots`` a share of the votes is cast by a few coordinated groups for the second best.
``--runs 10000`` gives the figures of the documentation.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from _door import door, show
from isotherm.inference import beta_binomial_log_e
from isotherm.livetest import LiveTestSettings, choose_next, lead_ripe, pair_evidence

Floats = NDArray[np.float64]
Choose = Callable[[Floats, Floats, np.random.Generator], NDArray[np.int64]]
Ripe = Callable[[Floats, Floats], NDArray[np.bool_]]

ERROR = 0.1
INSTANCES = {
    "mu1": (0.5, 0.45, 0.43, 0.4),
    "mu2": (0.3, 0.21, 0.2, 0.19, 0.18),
    "close": (0.5, 0.48),
    "wide": (0.9, 0.2, 0.15),
}
CAP = 40_000  # votes after which a race counts as undecided
GROUPS = 5
LINE_RATES = (0.06, 0.08, 0.1, 0.18, 0.22)
VISITORS = 2_000
LINE_ERROR = 0.05


@dataclasses.dataclass(frozen=True)
class Racer:
    """A way of choosing the next option and of stopping."""

    name: str
    choose: Choose
    ripe: Ripe


def isotherm(settings: LiveTestSettings) -> Racer:
    return Racer(
        "isotherm",
        lambda s, n, rng: choose_next(s, n, rng=rng, settings=settings),
        lambda s, n: lead_ripe(s, n, settings=settings),
    )


def usual_line(s: Floats, n: Floats) -> NDArray[np.bool_]:
    """The stopping rule of the literature's experiments."""
    z = against_leader(s, n, (s / np.maximum(n, 1)).argmax(axis=-1)[:, None])
    line = np.log((1 + np.log(np.maximum(n.sum(axis=-1), 1))) / ERROR)
    return (z.min(axis=-1) > line) & (n.min(axis=-1) > 0)


def against_leader(s: Floats, n: Floats, leader: NDArray[np.int64]) -> Floats:
    rate = s / np.maximum(n, 1)
    ahead = np.take_along_axis(rate, leader, -1), np.take_along_axis(n, leader, -1)
    z = pair_evidence(*ahead, rate, n)
    np.put_along_axis(z, leader, np.inf, -1)
    return z


def top_two(s: Floats, n: Floats, rng: np.random.Generator, *, index: Floats) -> NDArray[np.int64]:
    """The leader of an index or, half of the time, the challenger with the least evidence."""
    leader = index.argmax(axis=-1)[:, None]
    challenger = against_leader(s, n, leader).argmin(axis=-1)
    chosen = np.where(rng.random(len(s)) < 0.5, leader[:, 0], challenger)
    return np.where(n.min(axis=-1) < 1, n.argmin(axis=-1), chosen)


def t3c(s: Floats, n: Floats, rng: np.random.Generator) -> NDArray[np.int64]:
    return top_two(s, n, rng, index=rng.beta(1 + s, 1 + n - s))


def ttucb(s: Floats, n: Floats, rng: np.random.Generator) -> NDArray[np.int64]:
    seen = np.maximum(n, 1)
    width = np.sqrt(np.log(np.maximum(n.sum(axis=-1, keepdims=True), 2)) / (2 * seen))
    return top_two(s, n, rng, index=s / seen + width)


def uniform(s: Floats, n: Floats, rng: np.random.Generator) -> NDArray[np.int64]:
    del s, rng
    return n.argmin(axis=-1)


PEERS = (Racer("T3C", t3c, usual_line), Racer("TTUCB", ttucb, usual_line))
SLOW_PEER = Racer("uniform", uniform, usual_line)


def race(
    racer: Racer, instance: str, *, runs: int, seed: int, bots: float = 0.0, grouped: bool = False
) -> dict[str, Any]:
    """All runs in step, one vote at a time, a look after each."""
    started = time.perf_counter()
    mu = np.array(INSTANCES[instance])
    rng = np.random.default_rng(seed)
    s, n = np.zeros((runs, mu.size)), np.zeros((runs, mu.size))
    voted = np.zeros((runs, GROUPS, mu.size), dtype=bool)
    votes, wrong, open_runs = [], 0, runs
    for cast in range(1, CAP + 1):
        option = racer.choose(s, n, rng)
        row = np.arange(len(s))
        yes = rng.random(len(s)) < mu[option]
        counts = np.ones(len(s), dtype=bool)
        if bots:
            bot = rng.random(len(s)) < bots
            group = rng.integers(GROUPS, size=len(s))
            yes = np.where(bot, option == 1, yes)
            if grouped:
                counts = ~(bot & voted[row, group, option])
                voted[row, group, option] |= bot
        n[row, option] += counts
        s[row, option] += yes & counts
        done = racer.ripe(s, n)
        if done.any():
            votes += [cast] * int(done.sum())
            wrong += int(((s / n)[done].argmax(axis=-1) != 0).sum())
            s, n, voted = s[~done], n[~done], voted[~done]
            open_runs = len(s)
            if not open_runs:
                break
    return {
        "name": racer.name,
        "instance": instance,
        "bots": bots,
        "votes": float(np.mean(votes + [CAP] * open_runs)),
        "error": wrong / runs,
        "undecided": open_runs / runs,
        "seconds": round(time.perf_counter() - started, 1),
    }


def keep_line(rate: float, *, runs: int, seed: int, peers: bool) -> list[dict[str, Any]]:
    """Verdicts on one option of a known rate, a look after every visitor."""
    rng = np.random.default_rng(seed)
    yes = (rng.random((runs, VISITORS)) < rate).cumsum(axis=1)
    n = np.arange(1, VISITORS + 1)
    line = LiveTestSettings().keep_line
    above = _first_count(n, line, above=True)
    below = _first_count(n, line, above=False)
    rows = [_line_row("isotherm", rate, kept=yes >= above, dropped=yes <= below)]
    if peers:
        trade = (yes >= line * n) & (n >= 50)
        rows.append(_line_row("trade rule", rate, kept=trade, dropped=np.zeros_like(trade)))
    return rows


def _first_count(n: NDArray[np.int64], line: float, *, above: bool) -> NDArray[np.int64]:
    """For each number of visitors the least count that keeps, or the greatest that drops."""
    out = np.empty(n.size, dtype=np.int64)
    for i, visitors in enumerate(n):
        yes = np.arange(visitors + 1)
        if above:
            enough = beta_binomial_log_e(yes, visitors, reference=line) >= -np.log(LINE_ERROR)
            out[i] = yes[enough][0] if enough.any() else visitors + 1
        else:
            e = beta_binomial_log_e(visitors - yes, visitors, reference=1 - line)
            enough = e >= -np.log(LINE_ERROR)
            out[i] = yes[enough][-1] if enough.any() else -1
    return out


def _line_row(
    name: str, rate: float, *, kept: NDArray[np.bool_], dropped: NDArray[np.bool_]
) -> dict[str, Any]:
    ever = kept | dropped
    first = np.where(ever.any(axis=1), ever.argmax(axis=1), VISITORS - 1)
    keeps = kept[np.arange(len(kept)), first]
    drops = dropped[np.arange(len(dropped)), first] & ~keeps
    wrong = keeps if rate < LiveTestSettings().keep_line else drops
    return {
        "name": name,
        "instance": f"line .12, true {rate:.2f}",
        "bots": 0.0,
        "votes": float(np.median(first + 1)),
        "error": float(wrong.mean()),
        "undecided": float((~keeps & ~drops).mean()),
    }


def main() -> None:
    parser = door(__doc__)
    parser.add_argument("--runs", type=int, default=1000, help="simulated tests a row")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    peers = args.peers != "none"
    ours = isotherm(LiveTestSettings(error_rate=ERROR))
    wary = dataclasses.replace(
        isotherm(LiveTestSettings(error_rate=ERROR, bad_share=0.2)), name="isotherm, bots not found"
    )
    few = min(args.runs, 1000)
    rows = []
    for instance in ("mu1", "mu2"):
        for racer in (ours, *((*PEERS, SLOW_PEER) if peers else ())):
            rows.append(race(racer, instance, runs=args.runs, seed=args.seed))
        rows.append(race(ours, instance, runs=args.runs, seed=args.seed, bots=0.2, grouped=True))
        if peers:
            rows.append(race(PEERS[0], instance, runs=few, seed=args.seed, bots=0.2))
    rows.append(race(ours, "close", runs=few, seed=args.seed))
    rows.append(race(wary, "wide", runs=few, seed=args.seed, bots=0.2))
    for rate in LINE_RATES:
        rows += keep_line(rate, runs=few, seed=args.seed, peers=peers)
    show(args, rows=rows, data={"instances": INSTANCES, "error": ERROR, "runs": args.runs})


if __name__ == "__main__":
    main()
