"""Meaning of words: the floret vectors of spaCy's Finnish web model, averaged with rare words first.

floret builds a vector from a word's pieces, so typos and unseen inflections have one too. Only the table of vectors
is loaded (60 MB), not the model's pipeline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.strings import StringStore
from spacy.vectors import Vectors

PACKAGE = "spacy_fi_experimental_web_md"
_HALF = 2e-4  # share of the messages a word is in at which it counts half (smooth inverse frequency, Arora et al. 2017)

Floats = NDArray[np.float32]


class WordVectors:
    """Unit vectors of words, the used ones remembered. Raises ModuleNotFoundError when the package is missing."""

    def __init__(self) -> None:
        spec = find_spec(PACKAGE)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(f"{PACKAGE} is not installed (requirements/rasa.in)")
        (folder,) = Path(spec.origin).parent.glob("*/vocab")
        self._table = Vectors(strings=StringStore()).from_disk(folder)
        self.width: int = self._table.shape[1]
        self._unit = lru_cache(maxsize=30_000)(self._read)

    def _read(self, word: str) -> Floats:
        vector: Floats = self._table.get_batch([word])[0].astype(np.float32)
        return vector / (float(np.linalg.norm(vector)) or 1.0)

    def mean(self, words: Sequence[str], share: Mapping[str, float]) -> Floats:
        """Unit vector of the words' weighted sum; `share` is how common each word is. Zero without words."""
        total = np.zeros(self.width, dtype=np.float32)
        for word in words:
            total += self._unit(word) * (_HALF / (_HALF + share.get(word, 0.0)))
        return total / (float(np.linalg.norm(total)) or 1.0)


@lru_cache(maxsize=1)
def load_vectors() -> WordVectors:
    """Loaded once in a process, on first use."""
    return WordVectors()


def shares(messages: Iterable[Sequence[str]]) -> dict[str, float]:
    """Which part of the messages each word is in."""
    seen: Counter[str] = Counter()
    count = 0
    for words in messages:
        seen.update(set(words))
        count += 1
    return {word: times / count for word, times in seen.items()}
