"""The linear model: weights by feature and topic, and a factor that makes scores probabilities."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlu.classification.features import Sentence, letter_features, word_features
from nlu.classification.translations import Translations, load_translations

Floats = NDArray[np.float32]
LETTERS = "#"
"""Begins the names of features that are pieces of words."""


@dataclass(frozen=True)
class Weights:
    """`names` are the features; `weights` has a row for each, then the bias; a column for each of `topics`."""

    names: Sequence[str]
    idf: Floats
    weights: NDArray[np.float16]
    topics: Sequence[str]
    scale: float


class LinearTopics:
    """Probabilities of topics. Thread-safe."""

    def __init__(self, weights: Weights, translations: Translations) -> None:
        self._numbers = {name: number for number, name in enumerate(weights.names)}
        self._weights, self._translations = weights, translations
        self._columns = {topic: column for column, topic in enumerate(weights.topics)}

    def knows(self, topic: str) -> bool:
        """Whether the model was taught the topic."""
        return topic in self._columns

    def probable(self, sentence: Sentence, least: float) -> Mapping[str, float]:
        """The topics of a text that are as probable as `least`, the likeliest first; none when nothing is known."""
        words, letters = self._known(sentence)
        if not len(words):
            return {}
        kept = self._weights.weights
        scores = kept[-1].astype(np.float32)
        for numbers in (words, letters):
            index, values = self._values(numbers)
            scores = scores + values @ kept[index].astype(np.float32)
        odds = np.exp((scores - scores.max()) * self._weights.scale)
        shares = odds / odds.sum()
        order = np.argsort(-shares, kind="stable")
        return {self._weights.topics[i]: float(shares[i]) for i in order if shares[i] >= least}

    def telling(self, sentence: Sentence, topics: Sequence[str]) -> dict[str, list[int]]:
        """For each topic the positions of the words that say most for it."""
        columns = [self._columns[topic] for topic in topics]
        gains = np.zeros((len(sentence.words), len(topics)), np.float32)
        for row, word in enumerate(sentence.words):
            index = np.concatenate(self._known(Sentence((word,), sentence.language)))
            gains[row] = self._weights.idf[index] @ self._weights.weights[np.ix_(index, columns)].astype(np.float32)
        enough = np.maximum(gains.max(axis=0, initial=0.0) / 2, 0.0)
        return {topic: np.flatnonzero(gains[:, at] > enough[at]).tolist() for at, topic in enumerate(topics)}

    def _known(self, sentence: Sentence) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        found = named_features(sentence, self._translations)
        words, letters = ([self._numbers[name] for name in names if name in self._numbers] for names in found)
        return np.array(words, np.int64), np.array(letters, np.int64)

    def _values(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], Floats]:
        """Features with their tf-idf, of length one together."""
        index, counts = np.unique(numbers, return_counts=True)
        values: Floats = (1 + np.log(counts.astype(np.float32))) * self._weights.idf[index]
        length = float(np.linalg.norm(values))
        return index, values / length if length else values


def load(path: Path) -> LinearTopics:
    """The model that `save` wrote to a file, read once in a process."""
    return _loaded(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _loaded(path: Path, modified: int) -> LinearTopics:
    with np.load(path) as kept:
        names, topics = (json.loads(kept[key].tobytes().decode()) for key in ("names", "topics"))
        weights = Weights(names, kept["idf"], kept["weights"], topics, float(kept["scale"]))
    return LinearTopics(weights, load_translations())


def save(path: Path, weights: Weights) -> None:
    """Write a model."""
    names, topics = (
        np.frombuffer(json.dumps(list(texts), ensure_ascii=False).encode(), np.uint8)
        for texts in (weights.names, weights.topics)
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path, names=names, idf=weights.idf, weights=weights.weights, topics=topics, scale=np.array(weights.scale)
    )


def named_features(sentence: Sentence, translations: Translations) -> tuple[list[str], list[str]]:
    """What the model sees of a text: features of its words, and pieces of them."""
    return word_features(sentence, translations), [LETTERS + piece for piece in letter_features(sentence)]
