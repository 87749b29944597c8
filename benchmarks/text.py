"""Text vectors: do texts of one matter lie together, and how many texts a second.

Chinese shop reviews of ten categories, samples of 10 x 250. Each method sees the texts of a sample
alone (no labels), gives vectors, and is scored by KMeans (NMI with the categories, mean over seeds)
and by logistic regression on ten labelled texts a category (accuracy on the rest, mean over
draws). Texts a second: transform of the whole set by a space fitted on one sample.
"""

from __future__ import annotations

import csv
import gzip
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from _door import door, need_data, show
from isotherm.text import TextVectors, template_clusters

Embed = Callable[[Sequence[str]], tuple[npt.NDArray[Any], Callable[[Sequence[str]], Any]]]


def main() -> None:
    parser = door(__doc__ or "")
    parser.add_argument("--samples", type=int, default=5, help="samples of 10 x 250 texts")
    parser.add_argument("--seed", type=int, default=0, help="first sample's seed")
    args = parser.parse_args()
    path = need_data(args.data, "online_shopping_10_cats", "half.csv.gz")
    texts, labels = read(path)
    methods: dict[str, Embed] = {"isotherm": isotherm}
    if args.peers != "none":
        methods |= {"char TF-IDF + SVD128": char_svd, "word TF-IDF + SVD128": word_svd}
    if args.peers == "all":
        methods["char TF-IDF + NMF"] = char_nmf
    rows = [
        score(name, embed, texts, labels, seeds=range(args.seed, args.seed + args.samples))
        for name, embed in methods.items()
    ]
    rows.append(template_row(texts))
    data = {"set": "online_shopping_10_cats", "texts": len(texts), "samples": args.samples}
    show(args, rows=rows, data=data | {"sample": "10 x 250"})


def read(path: Path) -> tuple[list[str], npt.NDArray[np.int64]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = sorted({row["cat"] for row in rows})
    labels = np.array([names.index(row["cat"]) for row in rows])
    return [row["review"] for row in rows], labels


def score(
    name: str,
    embed: Embed,
    texts: list[str],
    labels: npt.NDArray[np.int64],
    *,
    seeds: Sequence[int],
) -> dict[str, Any]:
    nmi, accuracy, seconds = [], [], []
    for seed in seeds:
        chosen = sample(labels, seed)
        start = time.perf_counter()
        placed, transform = embed([texts[i] for i in chosen])
        seconds.append(time.perf_counter() - start)
        nmi.append(clustering(placed, labels[chosen]))
        accuracy.append(ten_shot(placed, labels[chosen]))
    start = time.perf_counter()
    transform(texts)
    speed = len(texts) / (time.perf_counter() - start)
    return {
        "name": name,
        "nmi": float(np.mean(nmi)),
        "nmi_spread": float(np.std(nmi)),
        "accuracy_10_shot": float(np.mean(accuracy)),
        "fit_s": float(np.median(seconds)),
        "texts_per_second": round(speed),
    }


def sample(labels: npt.NDArray[np.int64], seed: int) -> npt.NDArray[np.int64]:
    rng = np.random.default_rng(seed)
    return np.concatenate(
        [rng.permutation(np.flatnonzero(labels == label))[:250] for label in np.unique(labels)]
    )


def clustering(placed: npt.NDArray[Any], labels: npt.NDArray[np.int64]) -> float:
    from sklearn.cluster import KMeans
    from sklearn.metrics import normalized_mutual_info_score

    found = [KMeans(10, n_init=5, random_state=seed).fit_predict(placed) for seed in range(3)]
    return float(np.mean([normalized_mutual_info_score(labels, one) for one in found]))


def ten_shot(placed: npt.NDArray[Any], labels: npt.NDArray[np.int64]) -> float:
    from sklearn.linear_model import LogisticRegression

    right = []
    for draw in range(10):
        rng = np.random.default_rng(1000 + draw)
        shown = np.concatenate(
            [rng.permutation(np.flatnonzero(labels == label))[:10] for label in range(10)]
        )
        rest = np.setdiff1d(np.arange(len(labels)), shown)
        model = LogisticRegression(C=10.0, max_iter=500).fit(placed[shown], labels[shown])
        right.append(float((model.predict(placed[rest]) == labels[rest]).mean()))
    return float(np.mean(right))


def isotherm(texts: Sequence[str]) -> tuple[npt.NDArray[Any], Callable[[Sequence[str]], Any]]:
    space = TextVectors()
    return space.fit_transform(texts), space.transform


def char_svd(texts: Sequence[str]) -> tuple[npt.NDArray[Any], Callable[[Sequence[str]], Any]]:
    return _sklearn(texts, analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True)


def word_svd(texts: Sequence[str]) -> tuple[npt.NDArray[Any], Callable[[Sequence[str]], Any]]:
    return _sklearn(texts, analyzer="word", min_df=2, sublinear_tf=True)


def char_nmf(texts: Sequence[str]) -> tuple[npt.NDArray[Any], Callable[[Sequence[str]], Any]]:
    from sklearn.decomposition import NMF

    reducer = NMF(32, init="nndsvda", max_iter=400, random_state=0)
    return _sklearn(texts, reducer, analyzer="char", ngram_range=(1, 3), min_df=2)


def _sklearn(
    texts: Sequence[str], reducer: Any = None, **features: Any
) -> tuple[npt.NDArray[Any], Callable[[Sequence[str]], Any]]:
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import Normalizer

    space = make_pipeline(
        TfidfVectorizer(**features), reducer or TruncatedSVD(128, random_state=0), Normalizer()
    )
    return space.fit_transform(texts), space.transform


def template_row(texts: list[str]) -> dict[str, Any]:
    """Template clusters of the whole set: near-duplicates among real short texts."""
    start = time.perf_counter()
    clusters = template_clusters(texts)
    seconds = time.perf_counter() - start
    return {
        "name": "isotherm template_clusters",
        "seconds": seconds,
        "texts_per_second": round(len(texts) / seconds),
        "clusters": int(clusters.max()) + 1,
        "largest": int(np.bincount(clusters[clusters >= 0]).max()),
    }


if __name__ == "__main__":
    main()
