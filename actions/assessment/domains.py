"""What the possible answers to a question are, as far as any condition can tell them apart, and their order.

Numbers fall into spans between the limits that conditions name; a multi question's subsets into those that the
conditions tell apart. Reasoning over these representatives therefore covers every answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from actions.assessment.conditions import AtLeast, Condition, Span, Test, Value
from actions.assessment.model import Protocol, Question


def conditions_on(protocol: Protocol, question_id: str) -> list[Test]:
    """Every test that a rule, a `when` or the audience makes of the question."""
    return list(dict.fromkeys(c.test for c in all_conditions(protocol) if c.question == question_id))


def all_conditions(protocol: Protocol) -> Iterator[Condition]:
    """Every condition of the protocol."""
    sets = [rule.when for rule in protocol.rules] + [question.when for question in protocol.questions]
    if protocol.audience:
        sets.append(protocol.audience.when)
    for clauses in sets:
        for clause in clauses:
            yield from clause


def values(question: Question, tests: Iterable[Test]) -> list[Value]:
    """Representatives of all known answers, least serious first where the question has an order."""
    if question.type == "choice":
        return list(question.option_ids)
    if question.type == "multi":
        return list(_subsets(question, list(tests)))
    if question.type in ("number", "scale"):
        return list(_numbers(question, tests))
    return ["2026-01-01" if question.type == "date" else "text"]


def worse(question: Question, less: Value, more: Value) -> bool:
    """Whether ``more`` is a more serious answer than ``less``, by the question's declared order."""
    if less == more or question.order == "none":
        return False
    if isinstance(less, tuple) and isinstance(more, tuple):
        return set(less) < set(more)
    if isinstance(less, str) and isinstance(more, str):
        return question.option_ids.index(less) < question.option_ids.index(more)
    if isinstance(less, (int, float)) and isinstance(more, (int, float)):
        if question.order == "away":
            same_side = (less - question.normal) * (more - question.normal) >= 0
            return same_side and abs(less - question.normal) < abs(more - question.normal)
        return less < more if question.order == "rising" else less > more
    return False


def least(question: Question) -> Value | None:
    """The least serious answer; None when the question has no order."""
    if question.order == "none":
        return None
    if question.type == "multi":
        return ()
    if question.type == "choice":
        return question.option_ids[0]
    low, high = question.bounds
    return {"rising": low, "falling": high, "away": question.normal}[question.order]


def subsets(question: Question, size: int) -> list[Value]:
    """Every choice of at most ``size`` options, the fewest first."""
    return [chosen for count in range(size + 1) for chosen in combinations(question.option_ids, count)]


def most_counted(tests: Iterable[Test]) -> int:
    """The most options that a test asks for."""
    return max((test.count for test in tests if isinstance(test, AtLeast)), default=1)


def _subsets(question: Question, tests: list[Test]) -> Iterator[Value]:
    """The smallest subset for every combination of fulfilled tests.

    Options that no test distinguishes are interchangeable, so only as many of each kind are tried as the
    largest count asked for.
    """
    kinds: dict[tuple[bool, ...], list[str]] = {}
    for option in question.option_ids:
        kinds.setdefault(tuple(_uses(test, option) for test in tests), []).append(option)
    options = [option for kind in kinds.values() for option in kind[: most_counted(tests)]]
    seen: set[tuple[bool, ...]] = set()
    for size in range(len(options) + 1):
        for subset in combinations(options, size):
            fulfilled = tuple(test.holds(subset) for test in tests)
            if fulfilled not in seen:
                seen.add(fulfilled)
                yield subset


def _uses(test: Test, option: str) -> bool:
    if isinstance(test, AtLeast):
        return option in test.options
    return test.holds((option,))


def points(question: Question, tests: Iterable[Test]) -> list[float]:
    """Every limit that a test of a numeric question names, the bounds, and a number between each two of them."""
    low, high = question.bounds
    limits = {limit for test in tests if isinstance(test, Span) for limit in (test.low, test.high)}
    if question.order == "away":
        limits.add(question.normal)
    named = sorted({limit for limit in limits if low <= limit <= high} | {low, high})
    between = [(a + b) / 2 for a, b in pairwise(named)]
    if question.type == "scale":  # whole numbers only
        between = [float(int(value)) for value in between]
    return sorted({*named, *between})


def _numbers(question: Question, tests: Iterable[Test]) -> Iterator[Value]:
    spans = list(tests)
    seen: set[tuple[bool, ...]] = set()
    for value in points(question, spans):
        fulfilled = tuple(span.holds(value) for span in spans)
        if fulfilled not in seen:
            seen.add(fulfilled)
            yield value
