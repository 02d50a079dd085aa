"""Which patterns a message meets."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from nlu.redflags.context import BITS, NEGATED
from nlu.redflags.measures import measured
from nlu.redflags.reading import Reading, Span
from nlu.redflags.schema import Atom, Condition, Guideline, Pattern

_ALONE = 2  # other words in the sentence of a bare name
_UNLESS_REACH = 6  # words around a match where an `unless` group silences it


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that holds, and the words that made it hold."""

    pattern: Pattern
    spans: tuple[Span, ...]


class Matcher:
    """Finds the patterns that a marked reading meets."""

    def __init__(self, guidelines: tuple[Guideline, ...]) -> None:
        self._patterns = tuple(pattern for guideline in guidelines for pattern in guideline.patterns)

    def matches(self, reading: Reading) -> list[Match]:
        """All patterns that hold, with the first words found for each."""
        values = measured(reading)
        found = []
        for pattern in self._patterns:
            blocked = sum(bit for name, bit in BITS.items() if name not in pattern.allowed)
            for condition in pattern.conditions:
                spans = next(_meetings(condition, reading, values, blocked), None)
                if spans is not None:
                    found.append(Match(pattern, spans))
                    break
        return found


def _meetings(
    condition: Condition, reading: Reading, values: dict[str, list[tuple[Span, float]]], blocked: int
) -> Iterator[tuple[Span, ...]]:
    loose = any(atom.negated for part in condition.parts for atom in part)
    places = []
    for part in condition.parts:
        spans = [span for atom in part for span in _places(atom, reading, values, blocked, loose)]
        if not spans:
            return
        places.append(spans)
    anchor = min(range(len(places)), key=lambda index: len(places[index]))
    for start in places[anchor]:
        chosen = _around(start, anchor, places, condition, reading)
        if chosen and not _silenced(condition, chosen, reading):
            yield chosen


def _places(
    atom: Atom, reading: Reading, values: dict[str, list[tuple[Span, float]]], blocked: int, loose: bool
) -> Iterator[Span]:
    if atom.comparison:
        for span, value in values.get(atom.group, ()):
            if atom.comparison.holds(value) and not reading.marks[span.first] & blocked:
                yield span
        return
    for span in reading.spans.get(atom.group, ()):
        marks = reading.marks[span.first] | reading.marks[span.last]
        negated = bool(reading.marks[span.first] & NEGATED) and not _negates_itself(span, reading)
        if marks & blocked or (atom.negated and not negated) or (negated and not loose):
            continue
        yield span


def _negates_itself(span: Span, reading: Reading) -> bool:
    """Whether a phrase has its negation inside ("en ole enää"): it says what it says."""
    return any("NEGATION" in reading.groups[i] for i in range(span.first, span.last + 1))


def _around(
    start: Span, anchor: int, places: list[list[Span]], condition: Condition, reading: Reading
) -> tuple[Span, ...] | None:
    """For each part the place nearest to the anchor's, all within reach; None when there is none."""
    chosen: list[Span] = [start] * len(places)
    taken = [start]
    for index in sorted(range(len(places)), key=lambda index: len(places[index])):
        if index != anchor:
            free = [span for span in places[index] if not any(_overlap(span, other) for other in taken)]
            if not free:
                return None
            chosen[index] = min(free, key=lambda span: abs(reading.place[span.first] - reading.place[start.first]))
            taken.append(chosen[index])
    first = min(reading.place[span.first] for span in chosen)
    last = max(reading.place[span.last] for span in chosen)
    if last - first > condition.within:
        return None
    if condition.clause and len({reading.clause[span.first] for span in chosen}) > 1:
        return None
    if condition.ordered and any(a.first > b.first for a, b in itertools.pairwise(chosen)):
        return None
    return tuple(chosen)


def _overlap(one: Span, other: Span) -> bool:
    return one.first <= other.last and other.first <= one.last


def _silenced(condition: Condition, chosen: tuple[Span, ...], reading: Reading) -> bool:
    if condition.alone and not _is_alone(chosen, reading):
        return True
    first = min(span.first for span in chosen) - _UNLESS_REACH
    last = max(span.last for span in chosen) + _UNLESS_REACH
    sentences = {reading.sentence[span.first] for span in chosen}
    return any(
        first <= span.first <= last and reading.sentence[span.first] in sentences
        for group in condition.unless
        for span in reading.spans.get(group, ())
    )


def _is_alone(chosen: tuple[Span, ...], reading: Reading) -> bool:
    """Whether the sentence of a match says little else: a bare name of an emergency is one."""
    inside = {i for span in chosen for i in range(span.first, span.last + 1)}
    sentence = reading.sentence[chosen[0].first]
    others = [
        i for i, number in enumerate(reading.sentence)
        if number == sentence and i not in inside and "POLITE" not in reading.groups[i]
    ]  # fmt: skip
    return len(others) <= _ALONE
