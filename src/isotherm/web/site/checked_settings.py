"""The settings as the type checker sees them: a demo town that keeps nothing."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("ISOTHERM_DEMO", "1")
os.environ.setdefault("ISOTHERM_HOME", tempfile.gettempdir())

from isotherm.web.site.django_settings import *  # noqa: F403  # after the environment
