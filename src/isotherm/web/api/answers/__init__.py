"""What the API answers with: the things of the town as plain values.

A field reads the attribute of its name from a row or from what a query found; ``Known("pk")``
reads another one.
"""

from __future__ import annotations

from isotherm.web.api.answers.plain import Done, Known

__all__ = ["Done", "Known"]
