"""The search for strata: many small clusters, decided in turn with their publics, then merged."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse

from isotherm.strata.cohesion import Cohesion, measure_cohesion, merge_clusters
from isotherm.strata.contacts import Contacts
from isotherm.strata.lives import item_classes
from isotherm.strata.mixture import Actors, Evidence, decide_actors, expected_contacts, run_mixture
from isotherm.strata.repeats import discount_repeats, worth_of_repeats
from isotherm.strata.settings import StrataSettings
from isotherm.strata.start import behaviour_space, small_clusters, text_space
from isotherm.strata.words import one_hot, public_of_words, telling_words, weigh_words

__all__ = [
    "Candidates",
    "cohesion_of",
    "evidence_of",
    "passing_fashions",
    "refine",
    "search_strata",
]

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Candidates:
    """Strata that may be: what each item speaks to (items x K) and who belongs (actors x K)."""

    q: Floats
    actors: Actors
    words: sparse.csr_array  # the tempered words the model used
    telling: npt.NDArray[np.intp]  # which of all words these are
    repeats: float  # what a further contact with the same author was found to be worth


def evidence_of(contacts: Contacts, words: sparse.csr_array) -> Evidence:
    """Contacts and words in the shapes the model works on."""
    C = contacts.matrix()
    item_buckets = sparse.coo_array(
        (contacts.weight, (contacts.item, contacts.bucket)), (contacts.items, contacts.buckets)
    )
    return Evidence(
        C=C,
        Ct=sparse.csr_array(C.T),
        circumstances=contacts.by_bucket(),
        item_buckets=sparse.csr_array(item_buckets),
        words=words,
    )


def search_strata(
    contacts: Contacts, counts: sparse.csr_array, settings: StrataSettings, seed: int
) -> Candidates | None:
    """Find candidates from the contacts given and the words of the items; None without any.

    ``counts`` is items x V (no columns where there is no text). Four times: a few rounds of the
    mixture model, then clusters whose publics are the same people are merged; at last those
    whose public does not hold together are dropped. At the end, when people's memberships are
    decided, repeated contacts with one author weigh what they are found to be worth.
    """
    if contacts.actors > settings.sample_actors or contacts.items > settings.sample_items:
        return _search_sample(contacts, counts, settings, seed)
    public = np.ones(counts.shape[1])
    if settings.tested:
        public = public_of_words(contacts, counts)
    telling = telling_words(public, settings)
    counts = sparse.csr_array(counts[:, telling])
    labels = _first_clusters(contacts, counts, public[telling], settings, seed)
    if labels.max(initial=-1) < 0:
        return None
    words = weigh_words(counts, settings.text_trust)
    evidence = evidence_of(contacts, words)
    q = np.asarray(one_hot(labels).todense(), np.float32)
    stages = 4
    for stage in range(stages):
        q, _ = run_mixture(evidence, q, rounds=max(settings.rounds // 4, 1))
        merged = merge_clusters(
            cohesion_of(evidence, q), drop=settings.tested and stage == stages - 1
        )
        merged[passing_fashions(contacts, q)[np.maximum(merged, 0)]] = -1
        q = _merge_columns(q, merged)
        if q.shape[1] == 0:
            return None
    repeats = worth_of_repeats(contacts, item_classes(q), seed=seed)
    evidence = evidence_of(discount_repeats(contacts, repeats), words)
    q, actors = run_mixture(evidence, q, rounds=settings.rounds // 2)
    return Candidates(q, actors, words, telling, repeats)


def _search_sample(
    contacts: Contacts, counts: sparse.csr_array, settings: StrataSettings, seed: int
) -> Candidates | None:
    """Search among a sample of people and items, then place everyone and everything."""
    part, items = contacts.sample(settings.sample_actors, settings.sample_items, seed=seed)
    whole = replace(settings, sample_actors=part.actors + 100, sample_items=part.items + 100)
    found = search_strata(part, sparse.csr_array(counts[items]), whole, seed)
    if found is None:
        return None
    words = weigh_words(sparse.csr_array(counts[:, found.telling]), settings.text_trust)
    q = np.zeros((contacts.items, found.q.shape[1]), np.float32)
    q[items] = found.q
    evidence = evidence_of(discount_repeats(contacts, found.repeats), words)
    q, actors = run_mixture(evidence, q, rounds=3)
    return replace(found, q=q, actors=actors, words=words)


def refine(
    contacts: Contacts,
    candidates: Candidates,
    *,
    kept: npt.NDArray[np.bool_],
    beside: npt.NDArray[np.bool_],
    rounds: int,
) -> Candidates:
    """The kept candidates again, with all contacts.

    The candidates ``beside`` take part and are not returned: a crowd that is no stratum explains
    its own items and people, which would drift into strata otherwise.
    """
    evidence = evidence_of(discount_repeats(contacts, candidates.repeats), candidates.words)
    q = np.ascontiguousarray(candidates.q[:, kept | beside])
    q, actors = run_mixture(evidence, q, rounds=rounds)
    actors = decide_actors(evidence, q, actors)
    own = kept[kept | beside]
    return replace(candidates, q=np.ascontiguousarray(q[:, own]), actors=actors.only(own))


def cohesion_of(evidence: Evidence, q: Floats) -> Cohesion:
    """Whose publics are the same people, for soft clusters."""
    return measure_cohesion(
        evidence.C @ q, expected_contacts(evidence, q), evidence.C.power(2) @ (q * q)
    )


def passing_fashions(contacts: Contacts, q: Floats) -> npt.NDArray[np.bool_]:
    """Clusters touched within a small part of the record's time: waves, not ways of life.

    Effective number of stretches of time (exponential of the entropy) below .45 of
    that of all contacts; asked only of a record of eight stretches or more.
    """
    blocks = int(contacts.block.max(initial=0)) + 1
    when = sparse.coo_array(
        (contacts.weight, (contacts.block, contacts.item)), (blocks, contacts.items)
    )
    mass = np.asarray(sparse.csr_array(when) @ q, np.float64)
    usual = _effective(mass.sum(axis=1, keepdims=True))[0]
    enough = mass.sum(axis=0) >= 5 * usual
    return (usual >= 6) & enough & (_effective(mass) < 0.45 * usual)


def _effective(mass: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    share = mass / np.maximum(mass.sum(axis=0), 1e-12)
    return np.exp(-(share * np.log(np.maximum(share, 1e-12))).sum(axis=0))


def _first_clusters(
    contacts: Contacts,
    counts: sparse.csr_array,
    public: npt.NDArray[np.float64],
    settings: StrataSettings,
    seed: int,
) -> npt.NDArray[np.int32]:
    from isotherm.text import tfidf

    spaces = []
    worded = np.diff(counts.indptr) > 0
    if counts.nnz:
        spaces.append(text_space(_by_public(tfidf(counts), public), settings.rank, seed))
    if worded.mean() < 0.7 or not spaces:
        spaces.append(behaviour_space(contacts.matrix(), settings.rank, seed))
    number = int(np.clip(contacts.items / settings.items_a_cluster, 8, settings.most_clusters))
    return small_clusters(np.hstack(spaces), number, sample=settings.sample_items, seed=seed)


def _by_public(weighted: sparse.csr_array, public: npt.NDArray[np.float64]) -> sparse.csr_array:
    """Words weigh by how well they gather people, up to a point: rare words gather best."""
    factor = np.sqrt(np.minimum(public / max(float(np.median(public)), 1e-9), 4.0))
    data = (weighted.data * factor[weighted.indices]).astype(np.float32)
    return sparse.csr_array((data, weighted.indices, weighted.indptr), shape=weighted.shape)


def _merge_columns(q: Floats, merged: npt.NDArray[np.int32]) -> Floats:
    groups = np.unique(merged[merged >= 0])
    fold = np.zeros((q.shape[1], len(groups)), np.float32)
    for column, group in enumerate(groups):
        fold[merged == group, column] = 1
    return q @ fold
