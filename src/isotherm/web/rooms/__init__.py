"""Live tests under notes and in rooms: options, votes, verdicts, and the hub."""
