"""One run at a time in a folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from isotherm.errors import ReadingError
from isotherm.reading import at_work

HOLDER = """
import sys, time
from pathlib import Path
from isotherm.reading import at_work
with at_work(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_is_refused_until_the_first_is_killed(tmp_path: Path) -> None:
    words = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(ReadingError, match="another run is at work"), at_work(tmp_path):
            pass
        holder.kill()
        holder.wait()
    assert (tmp_path / ".lock").exists()  # a killed run takes nothing away
    with at_work(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_the_lock_goes_with_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), at_work(tmp_path):
        raise OSError("full")
    with at_work(tmp_path):
        pass


def test_a_lock_whose_file_was_taken_away_keeps_nobody_out_but_holds_for_its_own_file(
    tmp_path: Path,
) -> None:
    with at_work(tmp_path):
        (tmp_path / ".lock").unlink()
        with at_work(tmp_path), pytest.raises(ReadingError), at_work(tmp_path):
            pass
