"""The town's settings in tests: a demo town in a folder of its own, thrown away at the end."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

os.environ["ISOTHERM_DEMO"] = "1"
# A browser driven from the tests keeps a loop running beside them.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
os.environ["ISOTHERM_HOME"] = tempfile.mkdtemp(prefix="isotherm-town-")
atexit.register(shutil.rmtree, os.environ["ISOTHERM_HOME"], ignore_errors=True)

from isotherm.web.site.django_settings import *  # noqa: E402, F403  # after the environment

# A cheap hash: every test that signs someone in would wait for argon2.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
