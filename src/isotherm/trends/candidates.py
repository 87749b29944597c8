"""Candidates: templates, tags and phrases that a resonance might run on."""

from __future__ import annotations

import dataclasses

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from isotherm.text import normalise_all
from isotherm.text.corpus import Corpus, mix
from isotherm.trends.heard import Heard
from isotherm.trends.settings import TrendSettings
from isotherm.trends.templates import follow_templates

__all__ = ["SOURCES", "Candidates", "gather_candidates"]

SOURCES = ("template", "title", "tag", "phrase")
"""What the notes of a candidate may share."""

Ints = NDArray[np.int64]
_GRAM = 4  # characters of a phrase in scripts without spaces
_COMMONEST = 0.05  # share of the notes so far beyond which a tag or phrase says nothing more
_NEVER_COMMON = 200  # notes that are not too many, however few there are


@dataclasses.dataclass(frozen=True)
class Candidates:
    """Which notes each candidate gathers: notes of candidate c are ``note[start[c]:start[c+1]]``.

    Notes are numbered, and stand within a candidate, in order of time.
    """

    source: NDArray[np.str_]  # (candidates,) template, title, tag or phrase
    start: Ints
    note: Ints

    def notes(self, candidate: int) -> Ints:
        """The notes of one candidate, in order of time."""
        return self.note[self.start[candidate] : self.start[candidate + 1]]

    def __len__(self) -> int:
        """How many candidates there are."""
        return len(self.source)


def gather_candidates(heard: Heard, settings: TrendSettings) -> Candidates:
    """Every template (of titles, of whole texts), tag and phrase with enough notes.

    Which notes a candidate has on a day depends on nothing later than that day.
    """
    titles = [title or "" for title in heard.notes["title"].to_pylist()]
    texts = heard.texts()
    found = {
        "template": _of_templates(texts, settings),
        "title": _of_templates(titles, settings),
        "tag": _of_tags(heard.notes["tags"]),
        "phrase": _of_phrases(texts),
    }
    sizes, notes, sources = [], [], []
    for source, (label, note) in found.items():
        kept = _gather if source in {"template", "title"} else _gather_until_common
        size, members = kept(label, note, least=settings.least_authors)
        sizes.append(size)
        notes.append(members)
        sources.append(np.full(len(size), source))
    start = np.concatenate(([0], np.cumsum(np.concatenate(sizes))))
    return Candidates(np.concatenate(sources), start.astype(np.int64), np.concatenate(notes))


def _of_templates(texts: list[str], settings: TrendSettings) -> tuple[Ints, Ints]:
    follows = follow_templates(texts, similarity=settings.similarity)
    some = np.array([bool(text) for text in texts])
    return follows[some], np.flatnonzero(some)


def _of_tags(tags: pa.ChunkedArray) -> tuple[Ints, Ints]:
    import pyarrow.compute as pc

    whole = tags.combine_chunks()
    note = np.asarray(pc.list_parent_indices(whole), dtype=np.int64)
    said = normalise_all(pc.list_flatten(whole).fill_null("").to_pylist())
    names = {name: number for number, name in enumerate(sorted(set(said)))}
    label = np.array([names[name] for name in said], dtype=np.int64)
    real = np.array([bool(name) for name in said], dtype=bool)
    return label[real], note[real]


def _of_phrases(texts: list[str]) -> tuple[Ints, Ints]:
    """Character 4-grams of scripts without spaces; pairs of words of scripts with them."""
    corpus = Corpus.of(normalise_all(texts, numbers="drop"))
    at, grams = corpus.dense_grams(_GRAM)
    starts, ends = corpus.words()
    words = corpus.run_hashes(starts, ends)
    left = corpus.neighbours(starts, ends)
    pairs = mix(words[left] + np.uint64(1)) + words[left + 1] if len(left) else words[:0]
    rows = np.concatenate((corpus.rows[at], corpus.rows[starts[left]])).astype(np.int64)
    _, label = np.unique(np.concatenate((grams, pairs)), return_inverse=True)
    return label.astype(np.int64), rows


def _gather(label: Ints, note: Ints, *, least: int) -> tuple[Ints, Ints]:
    """Sizes of the labels that have enough notes, and their distinct notes."""
    label, note = _distinct(label, note)
    return _with_enough(label, note, least=least)


def _gather_until_common(label: Ints, note: Ints, *, least: int) -> tuple[Ints, Ints]:
    """The same; a label gathers no further note once it was too common among those so far."""
    label, note = _distinct(label, note)
    begin = np.searchsorted(label, label)
    rank = np.arange(1, len(label) + 1) - begin
    common = rank > np.maximum(_COMMONEST * (note + 1), _NEVER_COMMON)
    commons = np.concatenate(([0], np.cumsum(common)))
    kept = commons[1:] == commons[begin]
    return _with_enough(label[kept], note[kept], least=least)


def _distinct(label: Ints, note: Ints) -> tuple[Ints, Ints]:
    width = int(note.max(initial=0)) + 1
    pairs = np.unique(label * width + note)
    return pairs // width, pairs % width


def _with_enough(label: Ints, note: Ints, *, least: int) -> tuple[Ints, Ints]:
    size = np.bincount(label)
    kept = size >= least
    return size[kept].astype(np.int64), note[kept[label]] if len(label) else note
