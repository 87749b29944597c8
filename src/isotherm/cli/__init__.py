"""The command line: one file per command."""

from isotherm.cli.main import main

__all__ = ["main"]
