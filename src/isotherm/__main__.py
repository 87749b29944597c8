"""``python -m isotherm`` is the ``isotherm`` command."""

from __future__ import annotations

import sys

from isotherm.cli import main

if __name__ == "__main__":
    sys.exit(main())
