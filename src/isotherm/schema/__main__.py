"""``python -m isotherm.schema`` prints the reference page of all tables."""

from __future__ import annotations

import sys

from isotherm.schema.reference import describe_tables

if __name__ == "__main__":
    sys.stdout.write(describe_tables())
