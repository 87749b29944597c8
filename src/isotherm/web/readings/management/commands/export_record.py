"""Write the town's record as a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from isotherm.errors import IsothermError
from isotherm.web.readings.export import export_record

__all__ = ["Command"]


class Command(BaseCommand):
    """``export_record FOLDER``."""

    help = "Write the town's record as a ledger that `isotherm check` and `isotherm run` read."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say what the command takes."""
        parser.add_argument("folder", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write it, and say how much it is."""
        try:
            rows = export_record(options["folder"])
        except IsothermError as error:
            raise CommandError(str(error)) from error
        for table, count in rows.items():
            self.stdout.write(f"{table:<10} {count:>12,}")
