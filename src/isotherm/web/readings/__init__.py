"""Where the town meets the engine: its record as a ledger, readings as jobs."""
