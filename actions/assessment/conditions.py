"""Conditions on one answer, as protocols write them.

pain: severe                 the option is chosen (choice), or among the chosen (multi)
pain: [moderate, severe]     any of these
pain: ">= moderate"          this option or one declared after it (an ordered choice)
flags: {all: [a, b]}         all of these are chosen
flags: {at_least: 2}         so many are chosen; `of: [...]` counts only among these
temperature: ">= 38"         also <, <=, >
age: "3..6"                  from 3, below 6
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

Value = str | float | tuple[str, ...]
"""An answer: an option's id or text or ISO date, a number, or the chosen options of a multi question."""

UNKNOWN = "unknown"
"""The answer "I do not know"; allowed for every question, and no option may have this id."""

_COMPARISON = re.compile(r"(>=|<=|>|<)\s*(\S+)")
_NUMBER = r"-?\d+(?:\.\d+)?"
_RANGE = re.compile(rf"({_NUMBER})\.\.({_NUMBER})")


class Test(Protocol):
    """Whether a known answer fulfils a condition."""

    def holds(self, value: Value) -> bool:
        """True when ``value`` (never UNKNOWN) fulfils the condition."""
        ...


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of ``options`` is chosen."""

    options: frozenset[str]

    def holds(self, value: Value) -> bool:
        """Whether the answer is, or has, one of the options."""
        return not self.options.isdisjoint(value) if isinstance(value, tuple) else value in self.options


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least ``count`` of ``options`` are chosen."""

    count: int
    options: frozenset[str]

    def holds(self, value: Value) -> bool:
        """Whether so many of the options are among the chosen."""
        return isinstance(value, tuple) and len(self.options.intersection(value)) >= self.count


@dataclass(frozen=True, slots=True)
class Span:
    """A number from ``low`` to ``high``; each bound belongs to the span or not."""

    low: float
    high: float
    with_low: bool = True
    with_high: bool = False

    def holds(self, value: Value) -> bool:
        """Whether the number is within the span."""
        if not isinstance(value, (int, float)):
            return False
        above = value >= self.low if self.with_low else value > self.low
        below = value <= self.high if self.with_high else value < self.high
        return above and below


@dataclass(frozen=True, slots=True)
class Condition:
    """A test on the answer to one question."""

    question: str
    test: Test


Clause = tuple[Condition, ...]
"""Conditions that must all hold."""

_INFINITY = float("inf")


def parse_test(written: object, options: Sequence[str], *, ordered: bool, numeric: bool, multi: bool) -> Test:
    """Read one condition of a question with ``options``. Raises ValueError with the reason."""
    if isinstance(written, (int, float)) and not isinstance(written, bool) and numeric:
        return Span(written, written, with_high=True)
    if isinstance(written, str) and numeric:
        return parse_span(written)
    if numeric:
        raise ValueError('a number is compared: ">= 38", "3..6"')
    if isinstance(written, Mapping) and multi:
        return _counted(written, options)
    if isinstance(written, str) and (match := _COMPARISON.fullmatch(written)):
        if not ordered or match[1] != ">=":
            raise ValueError("only an ordered choice is compared, and only with >=")
        return AnyOf(frozenset(options[options.index(_known(match[2], options)) :]))
    if isinstance(written, str):
        return AnyOf(frozenset((_known(written, options),)))
    if isinstance(written, list) and written:
        return AnyOf(frozenset(_known(option, options) for option in written))
    raise ValueError(f"not a condition: {written!r}")


def _known(option: object, options: Sequence[str]) -> str:
    if isinstance(option, bool):
        raise ValueError("yes and no must be quoted in YAML")
    if option not in options:
        raise ValueError(f"no option {option!r}")
    return str(option)


def parse_span(written: str) -> Span:
    """Read a comparison of numbers. Raises ValueError."""
    if match := _RANGE.fullmatch(written):
        return Span(float(match[1]), float(match[2]))
    if (match := _COMPARISON.fullmatch(written)) and re.fullmatch(_NUMBER, match[2]):
        sign, limit = match[1], float(match[2])
        if sign[0] == ">":
            return Span(limit, _INFINITY, with_low=sign == ">=")
        return Span(-_INFINITY, limit, with_high=sign == "<=")
    raise ValueError(f"not a comparison: {written!r}")


def _counted(written: Mapping[object, object], options: Sequence[str]) -> AtLeast:
    keys = set(written)
    if keys == {"all"} and isinstance(written["all"], list) and written["all"]:
        chosen = frozenset(_known(option, options) for option in written["all"])
        return AtLeast(len(chosen), chosen)
    if keys in ({"at_least"}, {"at_least", "of"}):
        among, count = written.get("of", list(options)), written["at_least"]
        if isinstance(among, list) and isinstance(count, int) and 1 <= count <= len(among):
            return AtLeast(count, frozenset(_known(option, options) for option in among))
    raise ValueError("expected {all: [...]} or {at_least: n, of: [...]}")
