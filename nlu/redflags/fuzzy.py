"""Misspelt words found by their stems: Damerau-Levenshtein distance 1 from six letters, 2 from ten.

Symmetric deletes: a stem and a misspelling of it meet at some string with one letter dropped from each, so
a look-up costs some hundred dictionary reads however many stems there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

SHORTEST_WORD = 6  # letters of the written word; shorter words have too many true neighbours
SHORTEST_STEM = 5
SURE_STEM, SHORT_ROOM = 7, 2
TWO_ERRORS_FROM = 10  # letters of the written word
LONGEST = 24


def distance(a: str, b: str) -> int:
    """Optimal string alignment distance: insertions, deletions, changes and swaps of neighbours."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        two_before, before, row = before, row, [i]
        for j, right in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _deletes(word: str, most: int) -> set[str]:
    found = {word}
    edge = {word}
    for _ in range(most):
        edge = {piece[:i] + piece[i + 1 :] for piece in edge for i in range(len(piece))}
        found |= edge
    return found


class FuzzyStems:
    """Stems that begin a word, found although the word is misspelt.

    ``stems`` maps a stem to the number of letters that may follow it in a word."""

    def __init__(self, stems: Mapping[str, int]) -> None:
        # a short stem must be nearly the whole word: too many words begin almost like it
        self._room = {
            stem: room if len(stem) >= SURE_STEM else min(room, SHORT_ROOM)
            for stem, room in stems.items()
            if len(stem) >= SHORTEST_STEM
        }
        self._one: dict[str, list[str]] = {}
        self._two: dict[str, list[str]] = {}
        for stem in self._room:
            self._file(self._one, stem, 1)
            if len(stem) >= TWO_ERRORS_FROM - 1:
                self._file(self._two, stem, 2)

    @staticmethod
    def _file(index: dict[str, list[str]], stem: str, errors: int) -> None:
        for piece in _deletes(stem, errors):
            index.setdefault(piece, []).append(stem)

    def find(self, word: str) -> tuple[str, ...]:
        """The nearest stems of ``word``, longest first; empty when none is near enough."""
        if not SHORTEST_WORD <= len(word) <= LONGEST:
            return ()
        found = self._near(word, self._one, 1)
        if not found and len(word) >= TWO_ERRORS_FROM:
            found = self._near(word, self._two, 2)
        return found

    def _near(self, word: str, index: Mapping[str, list[str]], errors: int) -> tuple[str, ...]:
        shortest = SHORTEST_STEM if errors == 1 else TWO_ERRORS_FROM - 1
        best: dict[str, tuple[int, int]] = {}
        for length in range(max(4, shortest - errors), len(word) + 1):
            piece, rest = word[:length], len(word) - length
            for stem in self._candidates(piece, index, errors):
                if rest > self._room[stem] or stem[0] not in word[:2]:
                    continue
                if (apart := distance(piece, stem)) <= errors:
                    best[stem] = min(best.get(stem, (9, 9)), (apart, abs(length - len(stem))))
        nearest = min((apart for apart, _ in best.values()), default=0)
        near = [stem for stem, (apart, _) in best.items() if apart == nearest]
        return tuple(sorted(near, key=len, reverse=True))

    @staticmethod
    def _candidates(piece: str, index: Mapping[str, list[str]], errors: int) -> Iterable[str]:
        return {stem for part in _deletes(piece, errors) for stem in index.get(part, ())}
