"""What is proved of every protocol: `python -m actions.assessment.proof_report` prints it, the tests demand it.

All paths are walked with the engine itself. Answers that no condition tells apart are one (actions.assessment.domains),
and options that each alone lead to the same urgency are one; states that differ only in what no longer matters are
walked once. So the walk covers every path of every resident, and counts each kind of answer, "I do not know" too.

Worse answers never lower the urgency, and neither does not knowing: that follows from the conditions, checked at load
(actions.assessment.checks). The walk compares each answer with every more serious one, with "I do not know" and with no
answer in every state it reaches, and the tests run whole assessments that differ in one answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from actions.assessment.conditions import UNKNOWN, AnyOf, Clause, Test, Value
from actions.assessment.domains import conditions_on, least, most_counted, points, subsets, values, worse
from actions.assessment.engine import answer, next_question, start
from actions.assessment.model import Protocol, Question, Rule
from actions.assessment.reading import Reading, read
from actions.assessment.state import State
from actions.assessment.urgency import Urgency

LONGEST_PATH = 20
MEDIAN_PATH = {"symptom": 9, "service_need": 7}  # questions


@dataclass(slots=True)
class Paths:
    """How many paths there are, by number of questions and by urgency."""

    depths: Counter[int] = field(default_factory=Counter)
    urgencies: Counter[Urgency] = field(default_factory=Counter)

    def add(self, other: Paths, deeper: int) -> None:
        """Add paths that continue with ``deeper`` more questions before them."""
        for depth, count in other.depths.items():
            self.depths[depth + deeper] += count
        self.urgencies.update(other.urgencies)

    @property
    def count(self) -> int:
        """The number of paths."""
        return sum(self.depths.values())

    def median(self) -> int:
        """The median number of questions."""
        half, seen = (self.count + 1) // 2, 0
        for depth in sorted(self.depths):
            seen += self.depths[depth]
            if seen >= half:
                return depth
        return 0


@dataclass(slots=True)
class Proof:
    """``problems`` is empty when everything holds; ``states`` is how many different states were walked."""

    protocol: str
    paths: Paths
    states: int
    problems: list[str]


def prove(protocol: Protocol, longest: int = LONGEST_PATH, median: int | None = None) -> Proof:
    """Walk ``protocol`` and check what is promised of it; ``longest`` and ``median`` are the most questions allowed."""
    walk = _Walk(protocol)
    paths = walk.paths(start(protocol))
    problems = list(walk.problems)
    if max(paths.depths) > longest:
        problems.append(f"a path has {max(paths.depths)} questions")
    if paths.median() > (median or MEDIAN_PATH[protocol.kind]):
        problems.append(f"the median path has {paths.median()} questions")
    problems += [
        f"question {q.id} is never asked" for q in protocol.questions if q.id not in walk.asked and not q.noted
    ]
    problems += _rule_problems(protocol)
    return Proof(protocol.id, paths, len(walk.seen), problems)


class _Walk:
    """Walks all paths, each state that matters once."""

    def __init__(self, protocol: Protocol) -> None:
        self._protocol = protocol
        self._domains = {q.id: _domain(protocol, q) for q in protocol.questions}
        self.seen: dict[object, Paths] = {}
        self.asked: set[str] = set()
        self.problems: list[str] = []

    def paths(self, state: State) -> Paths:
        """The paths from ``state`` on."""
        reading = read(self._protocol, state)
        key = _what_matters(reading, state, self._protocol)
        if key in self.seen:
            return self.seen[key]
        question = next_question(self._protocol, state)
        found = Paths()
        if question is None:
            found.depths[0] += 1
            found.urgencies[reading.urgency] += 1
        else:
            self.asked.add(question.id)
            after = {
                value: answer(self._protocol, state, question.id, value)
                for value in (*self._domains[question.id], UNKNOWN)
            }
            self._compare(question, reading, {value: read(self._protocol, s).urgency for value, s in after.items()})
            for later in after.values():
                found.add(self.paths(later), deeper=1)
        self.seen[key] = found
        return found

    def _compare(self, question: Question, before: Reading, urgencies: dict[Value, Urgency]) -> None:
        for value, urgency in urgencies.items():
            if urgency < before.urgency and urgency != Urgency.NOT_APPLICABLE:
                self.problems.append(f"answering {question.id} with {value} lowers the urgency")
            for other, more in urgencies.items():
                if UNKNOWN not in (value, other) and worse(question, value, other) and more < urgency:
                    self.problems.append(f"{question.id}: {other} is more serious than {value} but less urgent")
        mildest = least(question)
        if mildest in urgencies and urgencies[UNKNOWN] < urgencies[mildest]:
            self.problems.append(f"not knowing {question.id} is less urgent than {mildest}")


def _domain(protocol: Protocol, question: Question) -> list[Value]:
    """Representative answers; options that decide alone and alike are tested together."""
    alone: dict[Urgency, set[str]] = {}
    tests: list[Test] = []
    for rule in protocol.rules:
        for clause in rule.when:
            for condition in clause:
                if condition.question != question.id:
                    continue
                test = condition.test
                if len(clause) == 1 and isinstance(test, AnyOf) and rule.urgency is not None:
                    alone.setdefault(rule.urgency, set()).update(test.options)
                elif rule.urgency is not None:
                    tests.append(test)
    for other in protocol.questions:
        tests += [c.test for clause in other.when for c in clause if c.question == question.id]
    if protocol.audience:
        tests += [c.test for clause in protocol.audience.when for c in clause if c.question == question.id]
    tests += [AnyOf(frozenset(options)) for options in alone.values()]
    return values(question, list(dict.fromkeys(tests)))


def _what_matters(reading: Reading, state: State, protocol: Protocol) -> object:
    """Everything of a state that what follows depends on."""
    open_questions = frozenset(q.id for q in protocol.questions if q.id not in state.answers)
    gates = tuple((q, reading.standings[q]) for q in sorted(open_questions))
    ahead = frozenset((p.clause, p.urgency, p.missing) for p in reading.prospects)
    return reading.urgency, reading.outside, gates, ahead


def _rule_problems(protocol: Protocol) -> Iterator[str]:
    """Rules that never match, and red flags that alone do not reach their urgency."""
    answers = {question.id: _answers(protocol, question) for question in protocol.questions}
    for rule in protocol.rules:
        for clause in rule.when:
            if not any(_alone(protocol, rule, clause, answers)):
                what = "red flag does not reach its urgency" if rule.red_flag else "rule never matches"
                yield f"{rule.id}: {what} with {[c.question for c in clause]} alone"


def _alone(protocol: Protocol, rule: Rule, clause: Clause, answers: dict[str, list[Value]]) -> Iterator[bool]:
    """Whether an assessment with only ``clause`` fulfilled comes to the rule; one result per choice of answers.

    Every other question has its mildest answer, or any that fits the audience where it has no order.
    """
    wanted = list(clause)
    wanted += [c for condition in clause for gate in protocol.by_id[condition.question].when[:1] for c in gate]
    if protocol.audience:
        named = {condition.question for condition in wanted}
        wanted += [c for gate in protocol.audience.when[:1] for c in gate if c.question not in named]
    options = {
        question.id: [
            v for v in answers[question.id] if all(c.test.holds(v) for c in wanted if c.question == question.id)
        ]
        for question in protocol.questions
    }
    for question in protocol.questions:
        mildest = least(question)
        if mildest in options[question.id]:
            options[question.id] = [mildest]
    for chosen in product(*options.values()):
        given = dict(zip(options, chosen, strict=True))
        state = start(protocol)
        while question_now := next_question(protocol, state):
            state = answer(protocol, state, question_now.id, given[question_now.id])
        reading = read(protocol, state)
        matched = any(match.rule.id == rule.id and match.clause == clause for match in reading.matches)
        yield reading.urgency >= rule.urgency if rule.red_flag and rule.urgency is not None else matched


def _answers(protocol: Protocol, question: Question) -> list[Value]:
    """Answers to try, the mildest first: enough to fulfil any one condition, or one and what its question waits for."""
    tests = conditions_on(protocol, question.id)
    found: list[Value] = []
    if question.type in ("number", "scale"):
        found += points(question, tests)
    elif question.type == "multi":
        found += subsets(question, most_counted(tests) + 1)
    else:
        found += values(question, tests)
    return sorted(found, key=lambda value: sum(worse(question, other, value) for other in found))
