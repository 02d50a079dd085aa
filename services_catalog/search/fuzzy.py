"""Indexed tokens that are spelled like a word the index does not know: typos and Swedish compounds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

ALIKE = 0.5
"""Least share of common trigrams (Dice) for a match; two letters wrong in ten give about 0.5."""
FUZZY = 0.7
MOST = 3
MIN_LETTERS = 5


class Spellings:
    """Tokens of one language by their character trigrams."""

    def __init__(self, tokens: Iterable[str]) -> None:
        self._sizes: dict[str, int] = {}
        self._postings: dict[str, list[str]] = defaultdict(list)
        for token in sorted(tokens):
            grams = _trigrams(token)
            self._sizes[token] = len(grams)
            for gram in grams:
                self._postings[gram].append(token)

    def alike(self, word: str) -> Mapping[str, float]:
        """Up to three tokens spelled like `word`, with a closeness; none for a short word."""
        if len(word) < MIN_LETTERS:
            return {}
        grams = _trigrams(word)
        common = Counter(token for gram in grams for token in self._postings.get(gram, ()))
        likeness = {token: self._likeness(word, token, count, len(grams)) for token, count in common.items()}
        best = sorted((-value, token) for token, value in likeness.items() if value >= ALIKE)[:MOST]
        return {token: -FUZZY * value for value, token in best}

    def _likeness(self, word: str, token: str, common: int, size: int) -> float:
        if len(token) >= MIN_LETTERS and (word.startswith(token) or token.startswith(word)):
            return 1.0  # the first part of a compound, or its stem
        return 2 * common / (size + self._sizes[token])


def _trigrams(word: str) -> frozenset[str]:
    padded = f"^{word}$"
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))
