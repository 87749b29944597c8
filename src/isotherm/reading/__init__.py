"""One run from a ledger to a reading: plan, checkpoints, manifest, tables."""

from isotherm.reading.manifest import MANIFEST, Manifest, read_manifest
from isotherm.reading.one_run import at_work
from isotherm.reading.request import Request
from isotherm.reading.run import run_reading
from isotherm.reading.settings import ReadingSettings
from isotherm.reading.shelf import Shelf

__all__ = [
    "MANIFEST",
    "Manifest",
    "ReadingSettings",
    "Request",
    "Shelf",
    "at_work",
    "read_manifest",
    "run_reading",
]
