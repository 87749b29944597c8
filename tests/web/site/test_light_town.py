"""A town on SQLite opens with the packages of ``isotherm[web]`` alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_OPEN = """
import sys
for name in ("psycopg", "psycopg2", "redis", "adbc_driver_postgresql"):
    sys.modules[name] = None
import django
django.setup()
import isotherm.web.site.asgi
import isotherm.web.site.urls
"""


def test_nothing_of_postgresql_or_redis_is_asked_for(tmp_path: Path) -> None:
    told = {
        **{name: here for name, here in os.environ.items() if name not in _ELSEWHERE},
        "ISOTHERM_DEMO": "1",
        "ISOTHERM_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "isotherm.web.site.django_settings",
    }
    done = subprocess.run([sys.executable, "-c", _OPEN], env=told, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


_ELSEWHERE = ("DATABASE_URL", "REDIS_URL")
