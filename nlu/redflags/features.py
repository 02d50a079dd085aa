"""What the trained net sees of a stretch of a message: words, word pairs, letters, groups, context, patterns."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import lru_cache

from nlu.redflags.context import BITS, NEGATED
from nlu.redflags.entries import snowball
from nlu.redflags.matcher import Match
from nlu.redflags.reading import Reading
from nlu.redflags.spelling import fold

_SHORTEST, _LONGEST = 3, 5  # letters of a piece
_WORD_LETTERS = 24
_MOST_PAIRED = 60  # groups: a page of text has so many that their pairs say nothing


def base(reading: Reading, i: int) -> str:
    """One key for the forms of a word: its Finnish base form, else its Swedish or English stem."""
    if i in reading.analysed:
        return fold(reading.analysed[i].lemma)
    languages = reading.languages[reading.sentence[i]]
    folded = fold(reading.words[i])
    return folded if "fi" in languages else snowball(folded, "sv" if "sv" in languages else "en")


def features(reading: Reading, words: Sequence[int], matches: Sequence[Match] = ()) -> Iterator[str]:
    """The features of the words of a reading, with repeats; ``matches`` are the patterns the whole reading meets."""
    bases = []
    for i in words:
        mark = "!" if reading.marks[i] & NEGATED else ""
        key = base(reading, i)
        bases.append(mark + key)
        yield f"w{mark}{key}"
        parts = reading.analysed[i].parts if i in reading.analysed else ()
        yield from (f"p{mark}{fold(part)}" for part in parts if len(parts) > 1)
        yield from _letters(fold(reading.words[i]))
    for left, right in itertools.pairwise(bases):
        yield f"b{left} {right}"
    for left, right in zip(bases, bases[2:], strict=False):
        yield f"s{left} {right}"
    yield from _groups(reading, words)
    yield from _patterns(words, matches)


@lru_cache(maxsize=20_000)
def _letters(word: str) -> tuple[str, ...]:
    padded = f"<{word[:_WORD_LETTERS]}>"
    sizes = range(_SHORTEST, _LONGEST + 1)
    return tuple(f"c{padded[at : at + size]}" for size in sizes for at in range(len(padded) - size + 1))


def _patterns(words: Sequence[int], matches: Sequence[Match]) -> Iterator[str]:
    """Patterns whose words all lie in the stretch."""
    inside = set(words)
    for match in matches:
        if all(span.first in inside and span.last in inside for span in match.spans):
            yield f"r{match.pattern.id}"
            yield f"r{match.pattern.emergency}"


def _groups(reading: Reading, words: Sequence[int]) -> Iterator[str]:
    found: dict[str, int] = {}
    for i in words:
        for group in reading.groups[i]:
            if group[0].isupper():
                name = f"!{group}" if reading.marks[i] & NEGATED else group
                found[name] = found.get(name, 0) + 1
    names = sorted(found)
    for name in names:
        yield f"g{name}"
    for at, left in enumerate(names if len(names) <= _MOST_PAIRED else ()):
        for right in names[at + 1 :]:
            yield f"h{left} {right}"
    marks = 0
    for i in words:
        marks |= reading.marks[i]
    for name, bit in BITS.items():
        if marks & bit:
            yield f"m{name}"
