"""Indexed tokens that are spelled like a word the index does not know: typos and Swedish compounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

ALIKE = 0.5
"""Least share of common trigrams (Dice) for a match; two letters wrong in ten give about 0.5."""
FUZZY = 0.7
MOST = 3
MIN_LETTERS = 5

_NONE: NDArray[np.int32] = np.empty(0, np.int32)


class Spellings:
    """Tokens of one language by their character trigrams. Tokens may be added while others read."""

    def __init__(self, tokens: Iterable[str] = ()) -> None:
        self._numbers: dict[str, int] = {}
        self._tokens: list[str] = []
        self._sizes: NDArray[np.int32] = _NONE
        self._postings: dict[str, NDArray[np.int32]] = {}
        self.add(tokens)

    def __contains__(self, token: str) -> bool:
        return token in self._numbers

    def add(self, tokens: Iterable[str]) -> None:
        """Take in tokens; known ones change nothing."""
        new = [token for token in sorted(set(tokens)) if token not in self._numbers]
        postings: dict[str, list[int]] = defaultdict(list)
        sizes = []
        for number, token in enumerate(new, start=len(self._tokens)):
            grams = _trigrams(token)
            sizes.append(len(grams))
            for gram in grams:
                postings[gram].append(number)
        self._tokens += new
        for gram, numbers in postings.items():  # arrays are replaced, never changed: readers keep what they have
            self._postings[gram] = np.append(self._postings.get(gram, _NONE), np.array(numbers, np.int32))
        self._sizes = np.append(self._sizes, np.array(sizes, np.int32))
        self._numbers.update((token, number) for number, token in enumerate(new, start=len(self._numbers)))

    def alike(self, word: str) -> Mapping[str, float]:
        """Up to three tokens spelled like `word`, with a closeness; none for a short word."""
        if len(word) < MIN_LETTERS:
            return {}
        sizes = self._sizes
        grams = _trigrams(word)
        shared = np.concatenate([self._postings.get(gram, _NONE) for gram in grams])
        common = np.bincount(shared, minlength=len(sizes))[: len(sizes)]
        near = np.flatnonzero(2 * common >= ALIKE * (len(grams) + sizes))
        likeness = {self._tokens[i]: 2 * int(common[i]) / (len(grams) + int(sizes[i])) for i in near}
        for end in range(MIN_LETTERS, len(word) + 1):
            if word[:end] in self._numbers:
                likeness[word[:end]] = 1.0  # the first part of a compound, or its stem
        # a token that begins with the word has all the word's trigrams but the last
        for i in np.flatnonzero(common >= len(grams) - 1):
            if self._tokens[i].startswith(word):
                likeness[self._tokens[i]] = 1.0
        best = sorted((-value, token) for token, value in likeness.items())[:MOST]
        return {token: -FUZZY * value for value, token in best}


def _trigrams(word: str) -> frozenset[str]:
    padded = f"^{word}$"
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))
