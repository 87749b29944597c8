"""The score of the Numenta Anomaly Benchmark: nothing said is 0, all found at once is 100."""

from __future__ import annotations

import numpy as np
import pytest

from _nab_score import Stream, best_score, probation

ROWS = 1000


def made(windows):
    return Stream("made", np.zeros(ROWS), windows)


def alarms(*rows):
    score = np.zeros(ROWS)
    score[list(rows)] = 1.0
    return np.where(score > 0, score, -np.inf)


def slow(stream, score, line):
    """The published rule, a row and a window at a time, at one threshold."""

    def sigmoid(place):
        return -1.0 if place > 3 else 2 / (1 + np.exp(5 * place)) - 1

    total, alarm = 0.0, [r for r in range(probation(ROWS), ROWS) if score[r] >= line]
    for first, last in stream.windows:
        width = last - first + 1
        own = [sigmoid(-(last - r + 1) / width) for r in alarm if first <= r <= last]
        total += max(own) / sigmoid(-1.0) if own else -1.0
    for row in alarm:
        if any(first <= row <= last for first, last in stream.windows):
            continue
        over = [w for w in stream.windows if w[1] < row]
        place = (row - over[-1][1]) / (over[-1][1] - over[-1][0]) if over else np.inf
        total += 0.11 * sigmoid(place)
    windows = len(stream.windows)
    return 100 * (total + windows) / (2 * windows)


def test_saying_nothing_is_0_and_finding_all_at_once_is_100():
    stream = made([(300, 399), (700, 799)])
    assert best_score([stream], [np.full(ROWS, -np.inf)])[0] == 0
    assert best_score([stream], [alarms(300, 700)])[0] == pytest.approx(100)


def test_later_is_worth_less_and_alarms_outside_cost():
    stream = made([(300, 399)])
    found = [best_score([stream], [alarms(*rows)])[0] for rows in ((300,), (380,), (250, 300))]
    assert found[0] > found[1]
    assert found[2] == pytest.approx(100 - 50 * 0.11)


def test_alarms_of_the_first_rows_neither_pay_nor_cost():
    stream = made([(300, 399)])
    assert best_score([stream], [alarms(10, 300)])[0] == pytest.approx(100)


@pytest.mark.parametrize("seed", range(4))
def test_the_best_threshold_is_that_of_all_tried_one_by_one(seed):
    rng = np.random.default_rng(seed)
    stream = made([(200, 260), (500, 540), (800, 990)])
    score = rng.integers(0, 40, ROWS) / 40 + np.isin(np.arange(ROWS), [210, 530, 400]) * 0.4
    tried = {line: slow(stream, score, line) for line in np.unique(score)}
    best, line = best_score([stream], [score])
    assert best == pytest.approx(max(*tried.values(), 0.0))
    if best > 0:
        assert tried[line] == pytest.approx(best)
