"""The second net: a small linear model over the features of a message, which can only raise what the patterns say.

It looks at the whole message and at each of its sentences, and takes the most alarming view, so a sign hidden in
a long message counts as much as one alone. Trained by train_net.py; runs on numpy alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from nlu.redflags.features import features
from nlu.redflags.matcher import Match
from nlu.redflags.reading import Reading

NONE = "none"
CLASSES = (
    "emergency_medical",
    "emergency_suicide",
    "emergency_violence",
    "emergency_poisoning",
    "emergency_child",
    NONE,
)
PIECE_PENALTY = 0.4  # a sentence out of its message alarms more easily than the message it is from
FEWEST_WORDS = 3  # fewer say too little: "päätä särkee" must ask nobody about poison; patterns read those


@dataclass(frozen=True, slots=True)
class Alarm:
    """The most alarming class and by how much it beats "none"."""

    emergency: str
    margin: float


class Net:
    """Weights by feature and class, and the margins from which it is sure or asks."""

    def __init__(
        self,
        vocabulary: dict[str, int],
        idf: np.ndarray[Any, Any],
        weights: np.ndarray[Any, Any],
        sure: float,
        ask: float,
    ) -> None:
        self._vocabulary = vocabulary
        self._idf = idf
        self._weights = weights  # one row a feature, one column a class; the last row is the bias
        self.sure = sure
        self.ask = ask

    def alarm(self, reading: Reading, matches: Sequence[Match] = ()) -> Alarm:
        """The most alarming view of a message; ``matches`` are the patterns it meets."""
        best = Alarm(CLASSES[0], float("-inf"))
        for number, view in enumerate(views(reading)):
            scores = self.scores(features(reading, view, matches))
            strongest = int(scores[:-1].argmax())
            margin = float(scores[strongest] - scores[-1]) - (PIECE_PENALTY if number else 0)
            if margin > best.margin:
                best = Alarm(CLASSES[strongest], margin)
        return best

    def scores(self, found: Iterable[str]) -> np.ndarray[Any, Any]:
        """A score for each class from the features of a stretch."""
        index, values = weighted(Counter(found), self._vocabulary, self._idf)
        result: np.ndarray[Any, Any] = values @ self._weights[index] + self._weights[-1]
        return result

    def save(self, path: Path) -> None:
        """Write the model."""
        names = json.dumps(list(self._vocabulary), ensure_ascii=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            path, names=np.frombuffer(names.encode(), dtype=np.uint8), idf=self._idf,
            weights=self._weights.astype(np.float16),
            thresholds=np.array([self.sure, self.ask]),
        )  # fmt: skip

    @classmethod
    def load(cls, path: Path) -> Net:
        """Read a model that save() wrote."""
        with np.load(path) as kept:
            names = json.loads(kept["names"].tobytes().decode())
            sure, ask = (float(value) for value in kept["thresholds"])
            return cls({name: at for at, name in enumerate(names)}, kept["idf"], kept["weights"].astype(np.float32), sure, ask)


def views(reading: Reading) -> list[Sequence[int]]:
    """The whole message, and each sentence when there are several, unless too short to judge."""
    whole = list(range(len(reading.words)))
    sentences = [list(group) for _, group in groupby(whole, key=lambda at: reading.sentence[at])]
    return [view for view in ([whole, *sentences] if len(sentences) > 1 else [whole]) if len(view) >= FEWEST_WORDS]


def weighted(
    counts: Counter[str], vocabulary: dict[str, int], idf: np.ndarray[Any, Any]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Known features as (index, value), values of length one together."""
    known = [(vocabulary[name], count) for name, count in counts.items() if name in vocabulary]
    index = np.array([at for at, _ in known], dtype=np.int32)
    values = np.array([1 + np.log(count) for _, count in known], dtype=np.float32) * idf[index]
    length = float(np.linalg.norm(values))
    return index, values / length if length else values
