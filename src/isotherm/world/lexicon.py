"""Text machinery: sentence frames filled from the words of strata, needs and waves."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.world.draws import Floats, Ints, RowChoice, rng_for
from isotherm.world.leaf import split_items
from isotherm.world.leaves import LEAVES
from isotherm.world.sentences import EMOJI, FRAMES, PARTICLES, TYPOS
from isotherm.world.vocabulary import GENERAL_WORDS, PARENT_WORDS

__all__ = ["GENERAL", "LEAF_COUNT", "PARENTS", "Lexicon", "Topic", "leaf_topics"]

_SLOTS = {"i": "item", "s": "style", "o": "occasion", "w": "word", "f": "feeling"}
_KINDS = ("none", *_SLOTS.values())
_PATTERN = re.compile(r"\{([isowf])\}")
_SLIPS = 0.12  # of sentences, those that are open to a slip of the pen
_PARENT_SHARE = 0.22  # of the words that are not everyone's, those of the parent stratum

LEAF_COUNT = len(LEAVES)
PARENTS: tuple[str, ...] = tuple(PARENT_WORDS)
GENERAL = LEAF_COUNT + len(PARENTS)  # the topic of everyone's words


@dataclasses.dataclass(frozen=True)
class Topic:
    """Words something is talked of in, by slot; ``parent`` is the topic it falls back on."""

    parent: int
    words: Mapping[str, Sequence[str]]


def leaf_topics() -> list[Topic]:
    """The topics every world has: leaf strata, their parents, and everyone."""
    leaves = [
        Topic(
            LEAF_COUNT + PARENTS.index(leaf.parent),
            {
                "item": [item for item, _ in split_items(leaf.items)],
                "style": leaf.styles.split(),
                "occasion": leaf.occasions.split(),
                "word": leaf.words.split(),
            },
        )
        for leaf in LEAVES
    ]
    parents = []
    for number, name in enumerate(PARENTS):
        children = [leaf for leaf in leaves if leaf.parent == LEAF_COUNT + number]
        words, styles = PARENT_WORDS[name]
        parents.append(
            Topic(
                GENERAL,
                {
                    "item": [w for child in children for w in child.words["item"][:4]],
                    "style": styles.split(),
                    "occasion": [w for child in children for w in child.words["occasion"][:2]],
                    "word": words.split(),
                },
            )
        )
    everyone = Topic(GENERAL, {kind: text.split() for kind, text in GENERAL_WORDS.items()})
    return [*leaves, *parents, everyone]


class Lexicon:
    """Frames and words ready for drawing; frames are chosen by the name of their group."""

    def __init__(
        self, seed: int, *, topics: Sequence[Topic], frames: Mapping[str, Sequence[str]]
    ) -> None:
        """Compile all topics, and ``frames`` beside those every world has."""
        self.parent = np.array([topic.parent for topic in topics], dtype=np.int64)
        self._words: dict[str, int] = {"": 0}
        self._choice = self._compile_topics(seed, topics)
        self._groups: dict[str, tuple[int, int]] = {}
        self._compile_frames({**FRAMES, **frames})
        self._texts = pa.array(list(self._words))
        self._emoji = pa.array(EMOJI)
        self._particles = pa.array(PARTICLES)

    def frames(self, rng: np.random.Generator, group: str, count: int) -> Ints:
        """``count`` frames drawn from a group."""
        start, stop = self._groups[group]
        return rng.integers(start, stop, count)

    def fill(
        self, rng: np.random.Generator, frames: Ints, *, topics: Ints, mixing: float
    ) -> pa.StringArray:
        """Sentences: each frame filled from its topic, a share ``mixing`` from everyone's words."""
        parts = [self._texts.take(pa.array(self._segments[frames, 0]))]
        for slot in range(3):
            kind = self._kinds[frames, slot]
            word = self._choice.draw(rng, self._mixed(rng, topics, mixing) * len(_KINDS) + kind)
            parts.append(self._texts.take(pa.array(word)))
            parts.append(self._texts.take(pa.array(self._segments[frames, slot + 1])))
        return pc.binary_join_element_wise(*parts, "")

    def frames_by(self, rng: np.random.Generator, groups: Sequence[str], kind: Ints) -> Ints:
        """A frame for each row from the group that its ``kind`` numbers."""
        bounds = np.array([self._groups[group] for group in groups], dtype=np.int64)
        return rng.integers(bounds[kind, 0], bounds[kind, 1])

    def say(
        self, rng: np.random.Generator, frames: Ints, *, topics: Ints, mixing: float
    ) -> pa.StringArray:
        """Spoken sentences: filled, with particles, emoji and slips of the pen."""
        return self._colour(rng, self.fill(rng, frames, topics=topics, mixing=mixing))

    def _colour(self, rng: np.random.Generator, said: pa.StringArray) -> pa.StringArray:
        """Add particles, emoji and typos to finished sentences."""
        count = len(said)
        particle = self._particles.take(pa.array(rng.integers(0, len(PARTICLES), count)))
        emoji = self._emoji.take(pa.array(rng.integers(0, len(EMOJI), count)))
        said = pc.binary_join_element_wise(said, particle, emoji, "")
        slips = rng.random(count) < _SLIPS
        kind = rng.integers(0, len(TYPOS), int(slips.sum()))
        mask = pa.array(slips)
        slipped = [
            text.replace(*TYPOS[typo])
            for text, typo in zip(said.filter(mask).to_pylist(), kind, strict=True)
        ]
        return pc.replace_with_mask(said, mask, pa.array(slipped, type=pa.string()))

    def _mixed(self, rng: np.random.Generator, topics: Ints, mixing: float) -> Ints:
        choice = rng.random(len(topics))
        own = np.where(rng.random(len(topics)) < _PARENT_SHARE, self.parent[topics], topics)
        return np.where(choice < mixing, GENERAL, own)

    def _compile_topics(self, seed: int, topics: Sequence[Topic]) -> RowChoice:
        rng = rng_for(seed, "lexicon")
        rows, weights = [], []
        for topic in topics:
            for kind in _KINDS:
                words = [""] if kind == "none" else self._words_of(topics, topic, kind)
                rows.append(np.array([self._word(w) for w in words]))
                weights.append(self._weights(rng, len(words)))
        return RowChoice(rows, weights)

    def _words_of(self, topics: Sequence[Topic], topic: Topic, kind: str) -> Sequence[str]:
        while kind not in topic.words:
            topic = topics[topic.parent]
        return topic.words[kind]

    def _weights(self, rng: np.random.Generator, count: int) -> Floats:
        ranks = rng.permutation(count) + 1.0
        return np.asarray(ranks**-0.7, dtype=np.float64)

    def _compile_frames(self, groups: Mapping[str, Sequence[str]]) -> None:
        segments: list[list[int]] = []
        kinds: list[list[int]] = []
        for name, frames in groups.items():
            self._groups[name] = (len(segments), len(segments) + len(frames))
            for frame in frames:
                texts, slots = _parse(frame)
                segments.append([self._word(text) for text in texts])
                kinds.append(slots)
        self._segments = np.array(segments, dtype=np.int64)
        self._kinds = np.array(kinds, dtype=np.int64)

    def _word(self, text: str) -> int:
        return self._words.setdefault(text, len(self._words))


def _parse(frame: str) -> tuple[list[str], list[int]]:
    """Four fixed texts and the kinds of the three slots between them (0: none)."""
    pieces = _PATTERN.split(frame)
    texts, slots = pieces[0::2], [_KINDS.index(_SLOTS[s]) for s in pieces[1::2]]
    return (texts + [""] * 4)[:4], (slots + [0] * 3)[:3]
