"""Parsing the command line and turning every failure into one plain line."""

from __future__ import annotations

import argparse
import difflib
import errno
import importlib
import os
import sys
from collections.abc import Sequence
from importlib import metadata

from isotherm.cli.output import Output
from isotherm.cli.stopping import Terminated, heeding_termination
from isotherm.errors import IsothermError

__all__ = ["main"]

COMMANDS: dict[str, str] = {
    "world": "make a simulated community with known truth",
    "import": "turn a foreign export into a ledger",
    "check": "read a ledger and say what is wrong with it",
    "run": "read a ledger and write a reading",
    "report": "write a reading's report again, and open it",
    "select": "choose a few of many candidate products, with reasons",
    "test": "plan or decide a live test from its votes",
    "feed": "what to show one actor, with a reason for each note",
    "serve": "open the town: the community, its shops and its live room",
    "erase": "forget an actor in a ledger and in readings",
    "doctor": "say whether this machine has what is needed",
}
_NO_PLACE = (errno.ENOENT, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR)
_MODULES = {"import": "import_", "world": "world"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status (0 done, 1 bad data, 2 wrong usage, 3 failed)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = _parser(words)
    _require_command(parser, words)
    options = parser.parse_args(words)
    output = Output(as_json=options.json)
    try:
        with heeding_termination():
            return int(options.act(options, output))
    except IsothermError as error:
        output.fail(str(error))
        return error.exit_status
    except KeyboardInterrupt as stop:
        output.fail("stopped; what was finished is kept, the same command goes on from there")
        return 143 if isinstance(stop, Terminated) else 130
    except BrokenPipeError:
        # Whoever read our output has gone; keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        output.fail(_describe(error))
        return 3
    except MemoryError:
        output.fail("out of memory; give the run less with a settings file (memory_gb, threads)")
        return 3


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The whole parser, but only the command asked for is imported, so that help is quick."""
    parser = argparse.ArgumentParser(
        prog="isotherm",
        description="Finds the people who share a temperature, what they want and cannot find, "
        "and what to make for them by when.",
        epilog="Exit status: 0 done, 1 the data has problems, 2 wrong usage, 3 failed.",
    )
    version = metadata.version("isotherm")
    parser.add_argument("--version", action="version", version=f"isotherm {version}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    asked = next((word for word in words if word in COMMANDS), None)
    for name, says in COMMANDS.items():
        command = commands.add_parser(name, help=says, description=f"{says[0].upper()}{says[1:]}.")
        command.add_argument("--json", action="store_true", help="print one JSON object, no words")
        if name == asked:
            module = importlib.import_module(f"isotherm.cli.{_MODULES.get(name, name)}")
            module.add_arguments(command)
            command.set_defaults(act=module.act)
    return parser


def _require_command(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Refuse a first word that is no command, with the one that is most like it."""
    first = words[0] if words else "-"
    if first.startswith("-") or first in COMMANDS:
        return
    near = difflib.get_close_matches(first, COMMANDS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(COMMANDS)}"
    parser.error(f"no command is called {first!r}; {hint}")


def _describe(error: OSError) -> str:
    """An operating system's complaint as one line that says where."""
    where = f"{error.filename}: " if error.filename else ""
    advice = "nothing finished was lost, free it and run again"
    if error.errno in _NO_PLACE:
        advice = "nothing can be written or read there, choose a folder of your own"
    return f"{where}{error.strerror or error}; {advice}"
