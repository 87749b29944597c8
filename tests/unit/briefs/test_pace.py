"""How often a need is asked for lately: by people, not by words."""

from __future__ import annotations

import pytest

from isotherm.briefs.pace import asking_pace

ASKS = [(f"u{i}", "raincoat", i % 4 == 0) for i in range(48)]


def test_one_person_of_many_wordings_is_one_person() -> None:
    shouts = [("loud", f"raincoat {i}", True) for i in range(60)]
    quiet = asking_pace([*ASKS, shouts[0]], usual=0.25, weights={})
    assert asking_pace([*ASKS, *shouts], usual=0.25, weights={}) == quiet
    # the control: as many people would be a rush
    crowd = [(f"v{i}", "raincoat", True) for i in range(60)]
    assert asking_pace([*ASKS, *crowd], usual=0.25, weights={}) > 2 * quiet


def test_a_group_hurries_nobody() -> None:
    crowd = [(f"v{i}", "raincoat", True) for i in range(60)]
    weights = {f"v{i}": 1 / 60 for i in range(60)}
    assert asking_pace([*ASKS, *crowd], usual=0.25, weights=weights) == pytest.approx(1, abs=0.05)
