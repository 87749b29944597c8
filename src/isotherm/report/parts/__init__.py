"""The parts of the report, in the order of the page: one file each."""
