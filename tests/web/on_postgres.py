"""Run a command with DATABASE_URL naming a PostgreSQL of its own: started, used, thrown away.

python tests/web/on_postgres.py pytest tests/web/shop
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path


def programs() -> Path | None:
    """The folder with initdb and pg_ctl; None where PostgreSQL is not installed."""
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).resolve().parent
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    return homes[-1].parent if homes else None


@contextlib.contextmanager
def private_postgres() -> Iterator[str]:
    """The URL of a cluster that listens on a socket in a folder of its own, and on no port."""
    tools = programs()
    if tools is None:
        raise FileNotFoundError("PostgreSQL is not installed")
    with tempfile.TemporaryDirectory(prefix="isotherm-pg-") as name:
        folder = Path(name)
        as_postgres = _as_postgres(folder)
        data, log = folder / "data", folder / "log"
        begin = [tools / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        _run([*as_postgres, *begin, "--locale=C.UTF-8"])
        settings = f"-c listen_addresses='' -k {folder} -c fsync=off -c max_connections=300"
        _run([*as_postgres, tools / "pg_ctl", "-D", data, "-l", log, "-w", "-o", settings, "start"])
        try:
            yield f"postgres://postgres@/postgres?host={folder}"
        finally:
            _run([*as_postgres, tools / "pg_ctl", "-D", data, "-m", "immediate", "stop"])


def _as_postgres(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then as the user its package made."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    runuser = shutil.which("runuser", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if runuser is None:
        raise FileNotFoundError("runuser, to start PostgreSQL as another user than root")
    return [runuser, "-u", "postgres", "--"]


def _run(command: list[object]) -> None:
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    """Run the words after ours; without PostgreSQL say loudly that they did not run."""
    try:
        with private_postgres() as url:
            env = {**os.environ, "DATABASE_URL": url}
            return subprocess.run(sys.argv[1:], env=env, check=False).returncode
    except FileNotFoundError as missing:
        print(f"NOT RUN ON POSTGRESQL: {missing} (Debian: apt install postgresql)", file=sys.stderr)
        return int(os.environ.get("ISOTHERM_REQUIRE_ALL") == "1")


if __name__ == "__main__":
    raise SystemExit(main())
