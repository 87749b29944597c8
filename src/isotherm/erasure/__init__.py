"""Forgetting an actor: in the files of a ledger, whatever their format, and in readings."""

from isotherm.erasure.ledger import erase_from_ledger
from isotherm.erasure.readings import erase_from_reading
from isotherm.erasure.traces import Erased, Traces, find_traces

__all__ = ["Erased", "Traces", "erase_from_ledger", "erase_from_reading", "find_traces"]
