"""The record of a community: reading, writing, rejects."""

from isotherm.ledger.record import Record

__all__ = ["Record"]
