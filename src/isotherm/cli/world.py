"""``isotherm world``: a simulated community with known truth."""

from __future__ import annotations

import argparse
from pathlib import Path

from isotherm.cli.arguments import moment, seed
from isotherm.cli.output import Output

__all__ = ["act", "add_arguments"]


def _attack(text: str) -> tuple[str, float]:
    kind, _, share = text.partition(":")
    try:
        return kind, float(share)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no attack; write KIND:SHARE, for example young_bots:0.05"
        ) from None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    from isotherm.world import ATTACKS

    parser.add_argument("--out", type=Path, required=True, help="DIR/ledger and DIR/truth")
    parser.add_argument("--seed", type=seed, default=7, help="default 7")
    parser.add_argument(
        "--size", choices=("small", "medium", "large"), default="small", help="default small"
    )
    parser.add_argument(
        "--mixing",
        type=float,
        default=0.5,
        help="share of life outside one's strata, 0 to 0.95; default 0.5",
    )
    parser.add_argument("--null", action="store_true", help="a community without any structure")
    parser.add_argument(
        "--until",
        type=moment,
        metavar="TIME",
        help="break the record off at this moment (a bare day means its end), with what is going "
        "on left open; default: its last day",
    )
    parser.add_argument(
        "--attack",
        type=_attack,
        action="append",
        default=[],
        metavar="KIND:SHARE",
        help="accounts that cheat, as a share of all up to 0.5, for example young_bots:0.05 "
        f"(may be given several times); KIND is one of {', '.join(ATTACKS)}",
    )


def act(options: argparse.Namespace, output: Output) -> int:
    """Make the community."""
    from isotherm.world import make_world

    with output.progress() as progress:
        summary = make_world(
            options.out,
            seed=options.seed,
            size=options.size,
            mixing=options.mixing,
            null=options.null,
            attacks=tuple(options.attack),
            until=options.until,
            progress=progress,
        )
    facts = summary.as_mapping()
    output.say(
        f"A simulated community is in {options.out}: ledger/ is its record, truth/ what is so"
    )
    output.table("Rows", ("table", "rows"), sorted(facts["ledger_rows"].items()))
    output.give(facts)
    return 0
