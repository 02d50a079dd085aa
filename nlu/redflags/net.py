"""The second net: a small linear model over the features of a message, which can only raise what the patterns say.

It looks at the whole message and at each of its sentences, and takes the most alarming view, so a sign hidden in
a long message counts as much as one alone. Trained by train_net.py; runs on numpy alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlu.redflags.features import features
from nlu.redflags.matcher import Match
from nlu.redflags.reading import Reading
from nlu.redflags.schema import CLASSES as EMERGENCIES

Floats = NDArray[np.float32]
NONE = "none"
CLASSES = (*EMERGENCIES, NONE)
WINDOW, STEP = 12, 6  # words
PIECE_PENALTY = 0.5  # a sentence out of its message alarms more easily than the message it is from
MEDICAL = np.array([name == "emergency_medical" for name in EMERGENCIES])
FEWEST_WORDS = 3  # fewer say too little without a pattern: "päätä särkee" must ask nobody about poison


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
        idf: Floats,
        weights: Floats,
        sure: float,
        ask: float,
        handicap: float = 0.0,
    ) -> None:
        self._vocabulary = vocabulary
        self._idf = idf
        self._weights = weights  # one row a feature, one column a class; the last row is the bias
        self.sure = sure
        self.ask = ask
        self.handicap = handicap  # of the medical class: what a poison or a blow did to somebody is medical as well

    def alarm(self, reading: Reading, matches: Sequence[Match] = ()) -> Alarm:
        """The most alarming view of a message; ``matches`` are the patterns it meets."""
        best = Alarm(CLASSES[0], float("-inf"))
        if len(reading.words) < FEWEST_WORDS and not matches:
            return best
        for number, view in enumerate(views(reading, matches)):
            scores = self.scores(features(reading, view, matches))
            strongest = int(np.argmax(scores[:-1]))
            margin = float(scores[strongest] - scores[-1]) - (PIECE_PENALTY if number else 0)
            if margin > best.margin:
                named = int(np.argmax(scores[:-1] - self.handicap * MEDICAL))
                best = Alarm(CLASSES[named], margin)
        return best

    def scores(self, found: Iterable[str]) -> Floats:
        """A score for each class from the features of a stretch."""
        number_of = self._vocabulary.get
        known = [at for name in found if (at := number_of(name)) is not None]
        index, counts = np.unique(np.array(known, dtype=np.int32), return_counts=True)
        values = tf_idf(counts.astype(np.float32), self._idf[index])
        result: Floats = values @ self._weights[index] + self._weights[-1]
        return result

    def save(self, path: Path) -> None:
        """Write the model."""
        names = json.dumps(list(self._vocabulary), ensure_ascii=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            path, names=np.frombuffer(names.encode(), dtype=np.uint8), idf=self._idf,
            weights=self._weights.astype(np.float16),
            thresholds=np.array([self.sure, self.ask, self.handicap]),
        )  # fmt: skip

    @classmethod
    def load(cls, path: Path) -> Net:
        """Read a model that save() wrote."""
        with np.load(path) as kept:
            names = json.loads(kept["names"].tobytes().decode())
            thresholds = [float(value) for value in kept["thresholds"]]
            return cls(
                {name: at for at, name in enumerate(names)},
                kept["idf"],
                kept["weights"].astype(np.float32),
                *thresholds,
            )


def views(reading: Reading, matches: Sequence[Match] = ()) -> list[Sequence[int]]:
    """The whole message; each sentence when there are several; and windows of what runs on without a full stop.

    Pieces of a word or two count only when a pattern is in them.
    """
    whole = list(range(len(reading.words)))
    sentences = [list(group) for _, group in groupby(whole, key=lambda at: reading.sentence[at])]
    pieces = sentences if len(sentences) > 1 else []
    for sentence in sentences:
        if len(sentence) > WINDOW:
            pieces = [*pieces, *(sentence[at : at + WINDOW] for at in range(0, len(sentence) - STEP, STEP))]
    named = {span.first for match in matches for span in match.spans}
    return [whole, *(piece for piece in pieces if len(piece) >= FEWEST_WORDS or not named.isdisjoint(piece))]


def tf_idf(counts: Floats, idf: Floats) -> Floats:
    """Values of features from how often they occur, of length one together."""
    values: Floats = (1 + np.log(counts)) * idf
    length = float(np.linalg.norm(values))
    return values / length if length else values
