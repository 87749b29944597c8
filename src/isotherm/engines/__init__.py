"""Connections to the table engines; only this room knows DuckDB and Spark."""

from isotherm.engines.engine import ENGINES, Engine, open_engine

__all__ = ["ENGINES", "Engine", "open_engine"]
