"""Candidates: templates, tags and phrases that a resonance might run on."""

from __future__ import annotations

import dataclasses
from typing import Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from isotherm.text import normalise_all
from isotherm.text.corpus import Corpus, mix
from isotherm.trends.heard import texts_of
from isotherm.trends.settings import TrendSettings
from isotherm.trends.templates import follow_lines

__all__ = ["SOURCES", "Candidates", "gather_candidates"]

SOURCES = ("template", "title", "tag", "phrase")
"""What the notes of a candidate may share."""

Ints = NDArray[np.int64]
_GRAM = 4  # characters of a phrase in scripts without spaces
_COMMONEST = 0.05  # share of the notes so far beyond which a tag or phrase says nothing more
_NEVER_COMMON = 200  # notes that are not too many, however few there are
_SIEVE_BITS = 20
_SIEVE_SHIFT = np.uint64(64 - _SIEVE_BITS)


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

    def as_table(self) -> pa.Table:
        """A row for each candidate: source, notes."""
        notes = pa.LargeListArray.from_arrays(self.start, self.note)
        return pa.table({"source": pa.array(self.source.tolist(), pa.string()), "notes": notes})

    def without(self, gone: NDArray[np.bool_], *, least: int) -> Self:
        """The candidates with at least ``least`` notes left, of notes that are not ``gone``."""
        of = np.repeat(np.arange(len(self)), np.diff(self.start))
        kept = ~gone[self.note]
        sizes = np.bincount(of[kept], minlength=len(self))
        enough = sizes >= least
        start = np.concatenate(([0], np.cumsum(sizes[enough]))).astype(np.int64)
        return type(self)(self.source[enough], start, self.note[kept & enough[of]])

    @classmethod
    def of_table(cls, table: pa.Table) -> Self:
        """What :meth:`as_table` made."""
        notes = table["notes"].combine_chunks()
        sizes = np.asarray(notes.value_lengths(), dtype=np.int64)
        start = np.concatenate(([0], np.cumsum(sizes)))
        source = np.array(table["source"].to_pylist(), dtype=np.str_)
        return cls(source, start, np.asarray(notes.flatten(), dtype=np.int64))


def gather_candidates(notes: pa.Table, settings: TrendSettings) -> Candidates:
    """Every template (of titles, of whole texts), tag and phrase with enough notes.

    ``notes`` has title, body and tags, in order of time. Which notes a candidate has on a day
    depends on nothing later than that day, nor on who wrote or answered them.
    """
    if not notes.num_rows:
        return Candidates(np.zeros(0, dtype=np.str_), np.zeros(1, np.int64), np.zeros(0, np.int64))
    titles = [title or "" for title in notes["title"].to_pylist()]
    texts = texts_of(notes)
    lines = normalise_all(texts, numbers="drop")
    found = {
        "template": _of_templates(texts, lines, settings),
        "title": _of_templates(titles, normalise_all(titles, numbers="drop"), settings),
        "tag": _of_tags(notes["tags"]),
        "phrase": _of_phrases(lines, settings),
    }
    sizes, members, sources = [], [], []
    for source, (label, note) in found.items():
        kept = _gather if source in {"template", "title"} else _gather_until_common
        size, gathered = kept(label, note, least=settings.least_authors)
        sizes.append(size)
        members.append(gathered)
        sources.append(np.full(len(size), source))
    start = np.concatenate(([0], np.cumsum(np.concatenate(sizes))))
    return Candidates(np.concatenate(sources), start.astype(np.int64), np.concatenate(members))


def _of_templates(texts: list[str], lines: list[str], settings: TrendSettings) -> tuple[Ints, Ints]:
    follows = follow_lines(lines, similarity=settings.similarity)
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


def _of_phrases(lines: list[str], settings: TrendSettings) -> tuple[Ints, Ints]:
    """Character 4-grams of scripts without spaces; pairs of words of scripts with them.

    Numbered in the order of their hashes; those that stand too seldom are left out.
    """
    corpus = Corpus.of(lines)
    at, grams = corpus.dense_grams(_GRAM)
    starts, ends = corpus.words()
    words = corpus.run_hashes(starts, ends)
    left = corpus.neighbours(starts, ends)
    pairs = mix(words[left] + np.uint64(1)) + words[left + 1] if len(left) else words[:0]
    rows = np.concatenate((corpus.rows[at], corpus.rows[starts[left]])).astype(np.int64)
    hashes = np.concatenate((grams, pairs))
    told = _repeated(hashes, least=settings.least_authors)
    known = np.zeros(1 << _SIEVE_BITS, dtype=bool)  # most phrases are rare: sieve, then search
    known[told >> _SIEVE_SHIFT] = True
    maybe = np.flatnonzero(known[hashes >> _SIEVE_SHIFT])
    label = np.searchsorted(told, hashes[maybe])
    hit = told[np.minimum(label, len(told) - 1)] == hashes[maybe]
    return label[hit].astype(np.int64), rows[maybe[hit]]


def _repeated(hashes: NDArray[np.uint64], *, least: int) -> NDArray[np.uint64]:
    """The hashes that stand there so often, sorted."""
    known = np.sort(hashes)  # many times as quick as numpy's unique, which goes by hashing
    begins = np.flatnonzero(np.concatenate(([True], known[1:] != known[:-1]))[: len(known)])
    often = np.diff(np.append(begins, len(known))) >= least
    return known[begins[often]]


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
    pairs = np.sort(label * width + note)
    pairs = pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))[: len(pairs)]]
    return pairs // width, pairs % width


def _with_enough(label: Ints, note: Ints, *, least: int) -> tuple[Ints, Ints]:
    size = np.bincount(label)
    kept = size >= least
    return size[kept].astype(np.int64), note[kept[label]] if len(label) else note
