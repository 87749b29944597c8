"""The parts of the trend detector against slow, obvious versions of themselves."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.errors import SettingsError
from isotherm.text import normalise_all
from isotherm.text.minhash import signatures
from isotherm.trends import TrendSettings
from isotherm.trends.channel import Channel, shares_before
from isotherm.trends.evidence import note_log_e, wave_log_e
from isotherm.trends.expectation import Expectation, expect_responses, fit_frailty
from isotherm.trends.heard import Responses
from isotherm.trends.stages import stage_of, surge_day
from isotherm.trends.templates import follow_templates

LIFTS = (2.0, 5.0)
SHAPES = (0.1, 3.0, 10.0)  # the least luck of lifted notes
QUICK = settings(max_examples=25, deadline=None)


def log_binomial(y, mean, shape):
    """The log probability of a count in a negative binomial of this mean and shape."""
    chosen = math.lgamma(y + shape) - math.lgamma(shape) - math.lgamma(y + 1)
    return chosen + shape * math.log(shape / (shape + mean)) + y * math.log(mean / (shape + mean))


def slow_note_log_e(y, m, r, *, lifts, cap):
    """A lifted note's probability over the better of two unlifted ones, by lift and shape."""
    ratios = []
    for lift in lifts:
        for shape in SHAPES:
            alike = max(r, shape)
            usual = max(log_binomial(y, m, r), log_binomial(y, m, alike))
            ratios.append(min(log_binomial(y, lift * m, alike) - usual, math.log(cap)))
    return ratios


def slow_wave_log_e(day, log_e, last_day):
    """For each day the mean over first notes k of the product of the e-values from k on."""
    ages = log_e.shape[1]
    last = min(last_day, int(day[-1]) + ages - 1)
    totals, starts = [], []
    for today in range(int(day[0]), last + 1):
        values = []
        for k in range(len(day)):
            if day[k] > today:
                continue
            product = 1.0
            for note in range(k, len(day)):
                if day[note] <= today:
                    product *= math.exp(log_e[note, min(today - day[note], ages - 1)])
            values.append(product / ((k + 1) * (k + 2)))
        totals.append(math.log(sum(values)))
        starts.append(int(np.argmax(values)))
    return totals, starts


@QUICK
@given(
    y=st.integers(0, 300),
    m=st.floats(0.05, 50),
    r=st.sampled_from([0.1, 0.5, 2.0, 10.0]),
)
def test_evidence_of_a_note_is_a_ratio_of_likelihoods(y, m, r):
    fast = note_log_e(np.array([float(y)]), np.array([m]), np.array([r]), lifts=LIFTS, cap=20.0)
    slow = slow_note_log_e(y, m, r, lifts=LIFTS, cap=20.0)
    assert fast[:, 0].tolist() == pytest.approx(slow, abs=1e-6)


@pytest.mark.parametrize(("mean", "shape"), [(0.3, 0.3), (3.0, 1.0), (30.0, 5.0)])
def test_evidence_of_a_usual_note_is_at_most_one_on_average(mean, shape):
    rng = np.random.default_rng(5)
    y = rng.poisson(mean * rng.gamma(shape, 1 / shape, 60_000)).astype(float)
    log_e = note_log_e(y, np.full_like(y, mean), np.full_like(y, shape), lifts=LIFTS, cap=20.0)
    assert (np.exp(log_e).mean(axis=1) <= 1.02).all()
    # The control: notes twice as lucky as expected are evidence.
    lifted = rng.poisson(3 * mean * rng.gamma(shape, 1 / shape, 60_000)).astype(float)
    log_e = note_log_e(lifted, np.full_like(y, mean), np.full_like(y, shape), lifts=LIFTS, cap=20)
    assert np.exp(log_e).mean() > 1.05


def test_that_notes_are_alike_is_no_evidence():
    y = np.random.default_rng(6).poisson(20, 60_000).astype(float)
    m, r = np.full_like(y, 20.0), np.full_like(y, 0.7)
    assert (np.exp(note_log_e(y, m, r, lifts=LIFTS, cap=np.inf)).mean(axis=1) < 1).all()
    # The control: against uneven luck alone, even-tempered notes of the usual mean are evidence.
    against = [log_binomial(20, 40, 3.0) - log_binomial(20, 20, 0.7)]
    assert against[0] > 0


def test_no_note_counts_for_more_than_the_cap():
    log_e = note_log_e(np.array([1e6]), np.array([1.0]), np.array([1.0]), lifts=LIFTS, cap=20.0)
    assert log_e.max() == pytest.approx(math.log(20))


@QUICK
@given(st.data())
def test_evidence_of_a_wave_is_the_mean_over_all_its_beginnings(data):
    notes = data.draw(st.integers(1, 7))
    day = np.sort(data.draw(st.lists(st.integers(3, 20), min_size=notes, max_size=notes)))
    ages = data.draw(st.integers(1, 6))
    seed = data.draw(st.integers(0, 1000))
    log_e = np.random.default_rng(seed).normal(0, 1.5, (2, notes, ages))
    last_day = int(day[-1]) + data.draw(st.integers(0, 9))
    found = wave_log_e(np.asarray(day), log_e, last_day=last_day)
    for kind in range(2):
        totals, starts = slow_wave_log_e(day, log_e[kind], last_day)
        assert found.log_e[kind].tolist() == pytest.approx(totals)
        assert found.start[kind].tolist() == starts
        assert found.days.tolist() == list(range(int(day[0]), int(day[0]) + len(totals)))


def test_later_notes_change_nothing_of_the_evidence_before_them():
    rng = np.random.default_rng(2)
    day, log_e = np.array([0, 2, 2, 7, 11]), rng.normal(0, 1, (3, 5, 4))
    whole = wave_log_e(day, log_e, last_day=30)
    part = wave_log_e(day[:3], log_e[:, :3], last_day=6)
    known = len(part.days)
    np.testing.assert_allclose(whole.log_e[:, :known], part.log_e)
    assert whole.start[:, :known].tolist() == part.start.tolist()


def slow_templates(texts, similarity):
    """Pair by pair: the likest of the earlier texts that share a band, the earliest band first."""
    lines = ["".join(line.split()) for line in normalise_all(texts, numbers="drop")]
    signed = signatures(lines) if lines else np.zeros((0, 128))
    root = list(range(len(lines)))
    for text in range(len(lines)):
        least = similarity if len(lines[text]) >= 4 else 1.0
        best, chosen = least - 1e-9, None
        for band in range(32):
            rows = slice(4 * band, 4 * band + 4)
            alike = [e for e in range(text) if (signed[e, rows] == signed[text, rows]).all()]
            if alike and lines[text]:
                likeness = (signed[alike[-1]] == signed[text]).mean()
                if likeness > best:
                    best, chosen = likeness, alike[-1]
        if chosen is not None:
            root[text] = root[chosen]
    return root


_PHRASES = st.sampled_from(["春天想穿亮色", "求链接", "大码西装", "通勤", "显瘦不显胖", "好看", ""])
_TEXTS = st.lists(st.lists(_PHRASES, max_size=4).map("".join), max_size=12)


@QUICK
@given(_TEXTS)
def test_templates_are_those_of_pairwise_comparison(texts):
    found = follow_templates(texts, similarity=0.4)
    assert found.tolist() == slow_templates(texts, 0.4)


@QUICK
@given(_TEXTS)
def test_later_texts_never_change_the_template_of_earlier_ones(texts):
    whole = follow_templates(texts, similarity=0.4)
    for size in range(len(texts)):
        assert follow_templates(texts[:size], similarity=0.4).tolist() == whole[:size].tolist()


def test_near_copies_follow_the_first_and_others_begin_their_own():
    texts = ["今年春天想穿亮色西装去上班", "求链接", "今年春天想穿亮色西装去约会", "求链接"]
    assert follow_templates(texts, similarity=0.4).tolist() == [0, 1, 0, 1]
    assert follow_templates(texts, similarity=0.9).tolist() == [0, 1, 2, 1]


def community(seed, *, notes=4000, days=160, ages=10, drift=1.0):
    """Notes of uneven authors answered along one curve of age; ``drift`` lifts the second half."""
    rng = np.random.default_rng(seed)
    day = np.sort(rng.integers(0, days, notes))
    author = rng.integers(0, 300, notes)
    rate = rng.gamma(2, 0.5, 300) * 4
    curve = 0.5 ** np.arange(ages)
    mean = rate[author][:, None] * curve / curve.sum() * rng.gamma(1.5, 1 / 1.5, (notes, 1))
    when = day[:, None] + np.arange(ages)
    mean = mean * np.where(when > days / 2, drift, 1.0)
    counts = rng.poisson(mean) * (when < days)
    return day, author, np.log2(rate[author] + 1).astype(np.int64), counts.astype(np.float32)


def expectation(day, author, reach, counts, **changed):
    return expect_responses(
        day=day,
        author=author,
        reach=reach,
        responses=counts,
        last_day=int(day.max()),
        settings=TrendSettings(**changed),
    )


def test_what_is_expected_of_a_steady_community_comes():
    day, author, reach, counts = community(1)
    found = expectation(day, author, reach, counts)
    judged = (day > 40) & (day < 140)
    ratio = found.counted[judged, -1].sum() / found.expected[judged, -1].sum()
    assert 0.95 < ratio < 1.05
    # The control: where everything doubles half way, expectations of before fall short.
    day, author, reach, counts = community(1, drift=2.0)
    found = expectation(day, author, reach, counts)
    early = (day > 80) & (day < 90)
    assert found.counted[early, -1].sum() > 1.3 * found.expected[early, -1].sum()


def test_authors_who_are_heard_more_are_expected_to_be():
    day, author, reach, counts = community(2)
    found = expectation(day, author, reach, counts)
    late = day > 80
    rates = np.array([counts[(author == a)].sum(axis=1).mean() for a in range(300)])
    loud = rates[author] > np.quantile(rates, 0.8)
    ratio = found.counted[late & loud, -1].sum() / found.expected[late & loud, -1].sum()
    assert 0.85 < ratio < 1.25


@pytest.mark.parametrize("today", [30, 75, 120])
def test_nothing_later_changes_what_was_expected(today):
    day, author, reach, counts = community(3, notes=1500)
    when = day[:, None] + np.arange(counts.shape[1])
    whole = expectation(day, author, reach, counts)
    seen = day <= today
    known = np.where(when <= today, counts, 0)[seen]
    part = expectation(day[seen], author[seen], reach[seen], known.astype(np.float32))
    past = (when <= today)[seen]
    np.testing.assert_allclose(part.expected[past], whole.expected[seen][past], rtol=1e-5)
    np.testing.assert_allclose(part.counted[past], whole.counted[seen][past])
    assert part.frailty.tolist() == whole.frailty[seen].tolist()


def test_frailty_is_found_again():
    rng = np.random.default_rng(4)
    for shape in (0.3, 1.0, 5.0):
        counts = rng.poisson(8 * rng.gamma(shape, 1 / shape, 5000))
        assert fit_frailty(counts, np.full(5000, 8.0)) == shape
    assert fit_frailty(np.zeros(10), np.ones(10)) == 0.5


def test_responses_to_some_notes_are_those_rows():
    note = np.array([0, 0, 2, 3, 3, 3])
    heard = Responses(
        note=note,
        actor=np.arange(6),
        day=np.zeros(6, dtype=np.int64),
        weight=np.ones(6),
        first=np.searchsorted(note, np.arange(5)),
    )
    rows, place = heard.of(np.array([3, 1, 0]))
    assert rows.tolist() == [3, 4, 5, 0, 1]
    assert place.tolist() == [0, 0, 0, 2, 2]


@QUICK
@given(st.lists(st.floats(0, 1000), min_size=1, max_size=40), st.integers(0, 100))
def test_every_curve_has_a_stage(curve, days):
    values = np.array(curve)
    assert stage_of(values, days_since_detected=days) in {
        "emerging", "growing", "surging", "mature", "fading",
    }  # fmt: skip
    assert values[surge_day(values)] >= 0.5 * values.max()


@pytest.mark.parametrize(
    ("curve", "days", "stage"),
    [
        ([1, 2, 3, 4], 2, "emerging"),
        ([2, 4, 6, 8, 10, 12, 20, 30], 20, "surging"),
        ([10, 10, 10, 10, 10, 12, 12, 12], 20, "growing"),
        ([10, 10, 10, 10, 10, 10], 20, "mature"),
        ([1, 20, 30, 20, 5, 2, 1], 20, "fading"),
    ],
)
def test_stages_of_plain_curves(curve, days, stage):
    assert stage_of(np.array(curve, dtype=float), days_since_detected=days) == stage


@pytest.mark.parametrize("name", [f.name for f in dataclasses.fields(TrendSettings)])
def test_settings_out_of_range_are_refused(name):
    if name in {"lifts", "ordinary_followers"}:
        return
    with pytest.raises(SettingsError, match=name):
        TrendSettings.from_mapping({name: -1})


def slow_fresh_counts(members, day, responses, ages):
    """Response by response: an actor's r-th counts 2^-(r-1), a usual one's share is discounted."""
    counted = np.zeros((len(members), ages))
    discount = np.zeros(day.max() + ages + 60)  # by the day on which it becomes known
    ranks = {}
    for when, place, actor, share in sorted(
        (responses.day[row], list(members).index(responses.note[row]), responses.actor[row], share)
        for row, share in enumerate(slow_shares(responses))
        if responses.note[row] in members
    ):
        worth = 0.5 ** ranks.get(actor, 0)
        ranks[actor] = ranks.get(actor, 0) + 1
        discount[when + 1] += 0.5 * worth * share
        age = when - day[members[place]]
        if 0 <= age < ages:
            counted[place, age] += worth
    news = 1 - np.cumsum(discount)
    return counted, np.array([[news[day[m] + age] for age in range(ages)] for m in members])


def slow_shares(responses):
    shares = []
    for actor, when in zip(responses.actor, responses.day, strict=True):
        before = responses.day < when
        own = int((before & (responses.actor == actor)).sum())
        shares.append(own / max(int(before.sum()), 1))
    return shares


def listeners(seed, *, notes=30, people=8, size=200):
    """A few people who answer notes at random, each note once; more than one answer a day."""
    rng = np.random.default_rng(seed)
    day = np.sort(rng.integers(0, 25, notes))
    pairs = np.unique(rng.integers(0, notes * people, size))
    note, actor = pairs // people, pairs % people
    first = np.searchsorted(note, np.arange(notes + 1))
    when = day[note] + rng.integers(0, 6, len(note))
    return day, Responses(note, actor, when, np.ones(len(note)), first)


def channel_of(day, responses, ages):
    empty = np.zeros((len(day), ages), dtype=np.float32)
    expectation = Expectation(empty, empty, np.ones(len(day), dtype=np.float32))
    settings = TrendSettings(response_days=ages)
    shares = shares_before(responses)
    return Channel(day, responses, shares, (expectation,), 0, settings)


@pytest.mark.parametrize("seed", range(4))
def test_fresh_counts_are_those_of_a_slow_count(seed):
    day, responses = listeners(seed)
    members = np.array([1, 4, 5, 9, 14, 20, 28])
    counted, news = channel_of(day, responses, 4)._fresh_counts(members)
    slow_counted, slow_news = slow_fresh_counts(members, day, responses, 4)
    np.testing.assert_allclose(counted, slow_counted)
    np.testing.assert_allclose(news, np.maximum(slow_news, 0.05))


def test_in_a_small_circle_fresh_counts_keep_to_their_expectation():
    rng = np.random.default_rng(3)
    notes, people = 400, 60
    day = np.arange(notes) // 4
    hits = rng.random((notes, people)) < 0.2
    note, actor = np.nonzero(hits)
    first = np.searchsorted(note, np.arange(notes + 1))
    responses = Responses(note, actor, day[note], np.ones(len(note)), first)
    members = np.arange(200, 260, 4)
    counted, news = channel_of(day, responses, 3)._fresh_counts(members)
    due = (0.2 * people * news[:, 0]).sum()
    assert counted.sum() == pytest.approx(due, rel=0.12)
    # The control: without the discount the same circle falls far short of what it used to say.
    assert counted.sum() < 0.7 * 0.2 * people * len(members)
