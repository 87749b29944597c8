"""``isotherm report``: write a reading's report again, or the page one merchant may see."""

from __future__ import annotations

import argparse
import difflib
import webbrowser
from pathlib import Path

from isotherm.cli.output import Output
from isotherm.errors import UsageError

__all__ = ["act", "add_arguments"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("reading", type=Path, help="the folder of the reading")
    parser.add_argument("--previous", type=Path, help="the earlier reading it was compared with")
    parser.add_argument(
        "--merchant",
        metavar="ID",
        help="write the page this merchant may see: the briefs addressed to it and those open to "
        "all, nothing else; needs --out",
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="the file; default: READING/report.html"
    )
    parser.add_argument("--open", action="store_true", help="open it in the browser")


def act(options: argparse.Namespace, output: Output) -> int:
    """Write the report into the reading, or wherever it was asked for."""
    from isotherm.report import write_handout, write_report

    path: Path = options.out or options.reading / "report.html"
    if options.merchant is None:
        _require_another(options.reading, options.previous)
        write_report(options.reading, path, previous=options.previous)
        output.say(f"The report, for the operator only, is {path.resolve()}")
    else:
        _require_for_merchant(options)
        _say_where_nothing_is_its_own(options, output)
        write_handout(options.reading, path, merchant=options.merchant)
        output.say(f"The page that merchant {options.merchant} may see is {path.resolve()}")
    output.give({"report": str(path.resolve())})
    if options.open:
        webbrowser.open(path.resolve().as_uri())
    return 0


def _say_where_nothing_is_its_own(options: argparse.Namespace, output: Output) -> None:
    """Say that a merchant has no brief of its own; UsageError where there is none open either."""
    from isotherm.reading import Shelf
    from isotherm.report.handout import gather_handout

    handout = gather_handout(options.reading, merchant=options.merchant)
    if handout.own:
        return
    if not handout.open_to_all:
        known = Shelf.of_reading(options.reading)["briefs"]["merchant_id"].to_pylist()
        near = difflib.get_close_matches(
            options.merchant, sorted({one for one in known if one}), n=1
        )
        meant = f"did you mean {near[0]!r}?" if near else "give the id of a merchant of the ledger"
        raise UsageError(
            f"the reading has no brief for a merchant {options.merchant!r}, and none open to all; "
            f"{meant}"
        )
    output.say(
        f"No brief of this reading is addressed to {options.merchant}: the page holds the "
        f"{len(handout.open_to_all):,} open to all. Is the id as in the ledger?"
    )


def _require_for_merchant(options: argparse.Namespace) -> None:
    if options.out is None:
        raise UsageError("--merchant needs --out FILE: the report in the reading is the operator's")
    if options.out.resolve() == (options.reading / "report.html").resolve():
        raise UsageError(f"{options.out} is the operator's report; give --out another file")
    if options.previous is not None:
        raise UsageError("--previous tells of strata, which no merchant sees; leave it out")


def _require_another(reading: Path, previous: Path | None) -> None:
    """Refuse to compare a reading with itself."""
    if previous is not None and previous.resolve() == reading.resolve():
        raise UsageError(f"{previous} is the reading itself; give --previous an earlier one")
