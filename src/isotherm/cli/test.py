"""``isotherm test``: plan a live test, or decide it from the votes so far, at any moment."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isotherm.cli.arguments import seed
from isotherm.cli.ledgers import opened_ledger
from isotherm.cli.output import Output
from isotherm.errors import DataError, UsageError

if TYPE_CHECKING:
    from isotherm.ledger import Record
    from isotherm.livetest import Decision, TestPlan

__all__ = ["act", "add_arguments"]

_TABLES = ("tests", "options", "votes")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", choices=("plan", "decide"), help="what to do with the test")
    parser.add_argument("ledger", type=Path, help="the folder of the ledger")
    parser.add_argument("--test", required=True, metavar="ID", help="the test_id")
    parser.add_argument("--error-rate", type=float, help="chance of a wrong verdict; default 0.1")
    parser.add_argument(
        "--bad-share",
        type=float,
        help="share of votes that may be bought and look like people's, 0 to 0.4; default 0",
    )
    parser.add_argument("--seed", type=seed, default=0, help="decides which option is next")


def act(options: argparse.Namespace, output: Output) -> int:
    """Say how many viewers the test still needs, or what the room has decided."""
    from isotherm.livetest import LiveTestSettings, decide, plan

    asked = {"error_rate": options.error_rate, "bad_share": options.bad_share}
    given = {name: value for name, value in asked.items() if value is not None}
    settings = LiveTestSettings.from_mapping(given)
    with opened_ledger(options.ledger) as record:
        tables = [record.collect(record.table(name), order_by=()) for name in _TABLES]
        groups = _groups(record)
    told: dict[str, Any] = {"test_id": options.test, "groups": groups, "settings": settings}
    try:
        if options.what == "decide":
            _show_decision(decide(*tables, **told), settings.keep_line, output)
        else:
            _show_plan(plan(*tables, **told, seed=options.seed), output)
    except DataError as error:
        raise UsageError(str(error)) from error
    return 0


def _groups(record: Record) -> dict[str, str]:
    """Voters that act as one, by their votes and by how little else they do."""
    from isotherm.trust import find_coordinated

    if not record.has("votes", "actor_id"):
        return {}
    found = find_coordinated(record, only="votes")
    return dict(zip(found["actor_id"].to_pylist(), found["group_id"].to_pylist(), strict=True))


def _show_decision(decision: Decision, keep_line: float, output: Output) -> None:
    rows = [
        (
            row.option_id,
            " ".join(str(value) for _, value in sorted(row.attributes.items())),
            row.verdict,
            row.votes,
            f"{row.rate:.1%} ({row.rate_low:.1%}-{row.rate_high:.1%})",
        )
        for row in decision.options
    ]
    output.table("Verdicts", ("option", "what it is", "verdict", "votes", "wanted by (90%)"), rows)
    output.say(f"Keep: at least {keep_line:.0%} of viewers want it; drop: fewer do.")
    output.say(f"Best: {decision.best}." if decision.best else "Best: cannot be told yet.")
    if decision.exposure == "assumed":
        output.say("No vote says who only saw an option: each voter counts as having seen all.")
    if decision.ignored:
        output.say(f"{decision.ignored:,} votes are for no option of this test, or by nobody.")
    output.give(decision.as_mapping())


def _show_plan(plan: TestPlan, output: Output) -> None:
    rows = [
        (row.option_id, row.verdict, row.votes, row.viewers_needed, "yes" if row.show else "no")
        for row in plan.options
    ]
    columns = ("option", "verdict", "votes", "viewers needed", "show it")
    output.table("Still needed", columns, rows)
    if plan.best:
        output.say(f"Best: {plan.best}.")
    else:
        output.say(f"About {plan.viewers_for_best:,} more votes in all tell the best.")
    output.say(f"Show next: {plan.next_option}." if plan.next_option else "Everything is settled.")
    output.give(plan.as_mapping())
