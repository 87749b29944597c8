"""Make a town ready to be opened: its tables, and its life where a record is given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from isotherm.errors import IsothermError
from isotherm.progress_bar import progress_bar
from isotherm.web.readings.going_on import open_what_goes_on
from isotherm.web.readings.lived_in import is_lived_in, name_record
from isotherm.web.readings.services import take_up_again
from isotherm.web.site.models import Town

__all__ = ["Command"]


class Command(BaseCommand):
    """``open_town [--ledger DIR] [--reading DIR] [--force]``."""

    help = "Make a town ready to be opened."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Say what the command takes."""
        parser.add_argument("--ledger", type=Path)
        parser.add_argument("--reading", type=Path)
        parser.add_argument("--fresh", action="store_true", help="throw the town's life away first")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Migrate, rebuild where the town is not yet of this record, take up what was killed."""
        call_command("migrate", verbosity=0, skip_checks=True)
        try:
            if options["ledger"] is not None and self._is_wanted(**options):
                self._rebuild(options["ledger"], options["reading"], force=options["fresh"])
        except IsothermError as error:
            raise CommandError(str(error), returncode=error.exit_status) from error
        take_up_again()
        if settings.DEMO and Town.the().rebuilt_from:
            open_what_goes_on()

    def _is_wanted(self, *, ledger: Path, fresh: bool, **_options: Any) -> bool:
        if not ledger.is_dir():
            raise CommandError(
                f"{ledger} is not a folder; give the folder of a ledger", returncode=2
            )
        return fresh or not is_lived_in() or Town.the().rebuilt_from != name_record(ledger)

    def _rebuild(self, ledger: Path, reading: Path | None, *, force: bool) -> None:
        from isotherm.web.readings.rebuild import rebuild_town  # a filled town does without it

        self.stdout.write(f"Rebuilding the town from {ledger}")
        with progress_bar() as progress:
            rebuilt = rebuild_town(ledger, reading, force=force, progress=progress)
        for line in rebuilt.lines():
            self.stdout.write(f"  {line}")
