"""Take one reading that was asked for, in this process."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from isotherm.web.readings.job import take
from isotherm.web.site.children import dies_with_parent

__all__ = ["Command"]


class Command(BaseCommand):
    """``take_reading RUN``."""

    help = "Take one reading that was asked for."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say what the command takes."""
        parser.add_argument("run")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Take it; whoever asked for it being gone, it ends and is taken up again later."""
        dies_with_parent()
        take(options["run"])
