"""Typing errors in inflected words, found from our own vocabulary.

A Finnish word has thousands of forms, so forms are not listed. Instead the unchanging core of each base
form (rintakip-, hengit-) is indexed by what is left when one letter is deleted (the symmetric-delete
method); whatever follows the core in the typed word is kept as it is, or repaired as an ending when the
core is right. Every candidate has to be a form that Voikko knows. Comparison ignores dots.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from nlu.morphology.dots import dot, undot
from nlu.morphology.endings import PLAIN_ENDINGS
from nlu.morphology.stems import stems

_SHORTEST = 4
_LONG = 8  # words at least this long may hold two errors
_VERY_LONG = 11  # below this, two errors must leave the first letters whole
_MAX_ENDING = 11
_VOWELS = "aeiouyäö"
_LETTERS = "adeghijklmnoprstuvy"  # of endings, dots aside


def deletions(word: str) -> set[str]:
    """``word`` with each one of its letters deleted in turn."""
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def edits(word: str) -> set[str]:
    """All strings one edit away from ``word``."""
    if len(word) > _MAX_ENDING:
        return set()
    pairs = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    swapped = {a + b[1] + b[0] + b[2:] for a, b in pairs if len(b) > 1}
    replaced = {a + c + b[1:] for a, b in pairs if b for c in _LETTERS}
    return deletions(word) | swapped | replaced | {a + c + b for a, b in pairs for c in _LETTERS}


def distance(a: str, b: str, limit: float = 2.0) -> float:
    """Weighted Damerau-Levenshtein distance; above ``limit`` some number over it.

    A letter typed twice or once too few costs 0.6, neighbours swapped 0.8, another edit 1.
    """
    if abs(len(a) - len(b)) > limit / 0.6:
        return limit + 1
    before: list[float] = []
    row = [0.0]
    for j, letter in enumerate(b):
        row.append(row[j] + (0.6 if j and b[j - 1] == letter else 1.0))
    for i, typed in enumerate(a):
        older, before, row = before, row, [row[0] + (0.6 if i and a[i - 1] == typed else 1.0)]
        for j, letter in enumerate(b):
            cost = before[j] + (typed != letter)
            cost = min(cost, before[j + 1] + (0.6 if i and a[i - 1] == typed else 1.0))
            cost = min(cost, row[j] + (0.6 if j and b[j - 1] == letter else 1.0))
            if i and j and typed == b[j - 1] and a[i - 1] == letter and typed != letter:
                cost = min(cost, older[j - 1] + 0.8)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


class SpellingIndex:
    """Candidates for mistyped words from base forms given as (lemma, word class)."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        self._cores: dict[str, set[str]] = defaultdict(set)  # undotted core -> dotted cores
        tails: set[str] = set()
        for lemma, word_class in words:
            forms = stems(lemma, word_class)
            for core in _cores_of(lemma, forms):
                self._cores[undot(core)].add(core)
                tails |= {undot(form[len(core) :]) for form in forms if form.startswith(core)}
        self._deleted: dict[str, list[str]] = defaultdict(list)
        self._chunks: dict[str, list[str]] = defaultdict(list)
        for core in self._cores:
            for shorter in deletions(core):
                self._deleted[shorter].append(core)
            if len(core) >= _LONG - 1:
                self._chunks[core[:4]].append(core)
                self._chunks["+" + core[4:8]].append(core)
        self._tails = frozenset(tail + undot(ending) for tail in tails if len(tail) < 4 for ending in PLAIN_ENDINGS)

    def candidates(self, form: str) -> list[tuple[float, str]]:
        """(cost, spelling) of possible corrections at one error, the cheapest first."""
        if len(form) < _SHORTEST:
            return []
        typed = undot(form)
        found: dict[str, float] = {}
        for length in range(3, len(typed) + 1):
            if len(typed) - length > _MAX_ENDING:
                continue
            beginning = typed[:length]
            for core in self._near(beginning):
                cost = distance(beginning, core, 1.0)
                other_start = core[0] != typed[0]
                if cost <= 1.0 and not (other_start and length < 5):
                    self._add(found, form, core, length, form[length:], cost + 0.3 * other_start)
            crossed = beginning[:-1] + typed[length : length + 1]
            if length < len(typed) and crossed != beginning and crossed in self._cores:
                # Neighbours swapped where core and ending meet: ripuila -> ripulia.
                self._add(found, form, crossed, length, form[length - 1] + form[length + 1 :], 0.8)
            if beginning in self._cores:
                for tail in edits(typed[length:]) & self._tails:
                    self._add(found, form, beginning, length, tail, distance(typed[length:], tail, 1.0))
        return sorted((cost, spelling) for spelling, cost in found.items())

    def distant(self, form: str) -> list[tuple[float, str]]:
        """(cost, spelling) of corrections at two errors in the core; only for long words."""
        if len(form) < _LONG:
            return []
        typed = undot(form)
        near = set(self._chunks.get(typed[:4], ()))
        for start in (3, 4, 5):
            near.update(self._chunks.get("+" + typed[start : start + 4], ()))
        found: dict[str, float] = {}
        sure_start = 2 if len(typed) < _VERY_LONG else 0
        for core in near:
            if core[:sure_start] != typed[:sure_start]:
                continue
            for length in range(max(4, len(core) - 2), min(len(typed), len(core) + 2) + 1):
                cost = distance(typed[:length], core, 2.0)
                if cost <= 2.0 and len(typed) - length <= _MAX_ENDING:
                    self._add(found, form, core, length, form[length:], cost)
        return sorted((cost, spelling) for spelling, cost in found.items())

    def _near(self, beginning: str) -> set[str]:
        near = set(self._deleted.get(beginning, ()))
        for shorter in deletions(beginning):
            near.update(self._deleted.get(shorter, ()))
            if shorter in self._cores:
                near.add(shorter)
        return near

    def _add(self, found: dict[str, float], form: str, core: str, length: int, tail: str, cost: float) -> None:
        """Note ``core`` + ``tail``, with and without dots in the tail, at ``cost`` plus dots put in."""
        for dotted in self._cores[core]:
            for ending in {tail, dot(tail)} if tail == undot(tail) else {tail}:
                added = 0.05 * (dotted[:length] != form[:length]) + 0.05 * (ending != tail)
                spelling = dotted + ending
                if undot(spelling) != undot(form):
                    found[spelling] = min(found.get(spelling, 9.0), cost + added)


def _cores_of(lemma: str, forms: set[str]) -> set[str]:
    """Beginnings that the inflected forms share: one for a long word, one a stem for a short one."""
    bare = {form.rstrip(_VOWELS) for form in forms}
    bare = {form if len(form) > 2 else lemma for form in bare}
    if len(lemma) < 7:
        return bare | {lemma}
    shared = lemma
    for form in forms:
        while not form.startswith(shared):
            shared = shared[:-1]
    return {lemma, shared} if len(shared) > 4 else bare | {lemma}
