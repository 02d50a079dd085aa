"""Every kind of answers to a questionnaire, as far as its steps, advice and ways elsewhere can tell answers apart.

Questions are grouped so that no group depends on another: the items of an instrument with its gate, what waits for
whose answer. Within a group every sum that items can give, complete or not, and every answer that a condition tells
apart is tried (`groups`). A step is a condition on those, so `outcomes` counts all combinations without trying each.
Answers that alarm end a questionnaire and are left out here: the walk over paths (proof.py) has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from actions.assessment.conditions import UNKNOWN, Test, Value
from actions.assessment.domains import values
from actions.assessment.model import Question
from actions.assessment.questionnaires import Advice, Clause, Elsewhere, Finding, Questionnaire, Step
from actions.assessment.reading import read
from actions.assessment.state import State
from actions.assessment.urgency import Urgency

Clauses = frozenset[frozenset[Finding]]


@dataclass(frozen=True, slots=True)
class Kind:
    """Answers to the questions of one group, and which findings hold with them. `outside`: they are not meant."""

    answers: Mapping[str, Value]
    holding: frozenset[Finding]
    outside: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that depend on one another only: the findings on them, and every kind of answers."""

    domain: frozenset[Finding]
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many kinds of answers come to something, and an example."""

    count: int
    example: Mapping[str, Value]


def findings(made: Questionnaire) -> frozenset[Finding]:
    """Every condition that steps, advice and ways elsewhere make."""
    rows: tuple[Step | Advice | Elsewhere, ...] = (*made.steps, *made.advice, *made.elsewhere)
    return frozenset(finding for row in rows for clause in row.when for finding in clause)


def groups(made: Questionnaire) -> list[Group]:
    """The groups of the questions that findings depend on."""
    return [_group(made, names) for names in _grouped(made)]


def outcomes(when: Sequence[Sequence[Clause]], parts: Sequence[Group]) -> dict[int, Outcome]:
    """By the number of a row of `when`, how many kinds of answers come to it: the first row that holds counts. A row
    without clauses always holds. Kinds outside the audience are not counted.
    """
    known: dict[object, dict[int, Outcome]] = {}

    def count(index: int, rows: tuple[Clauses, ...]) -> dict[int, Outcome]:
        met = next((number for number, clauses in enumerate(rows) if frozenset() in clauses), None)
        if met is not None:
            rows = rows[: met + 1]  # what comes after a row that holds does not matter
        if index == len(parts):
            return {} if met is None else {met: Outcome(1, {})}
        if (index, rows) not in known:
            known[index, rows] = further(index, rows)
        return known[index, rows]

    def further(index: int, rows: tuple[Clauses, ...]) -> dict[int, Outcome]:
        found: dict[int, Outcome] = {}
        for kind in (kind for kind in parts[index].kinds if not kind.outside):
            left = tuple(_left(clauses, parts[index].domain, kind.holding) for clauses in rows)
            for number, one in count(index + 1, left).items():
                before = found.get(number, Outcome(0, {**kind.answers, **one.example}))
                found[number] = Outcome(before.count + one.count, before.example)
        return found

    return count(0, tuple(frozenset(map(frozenset, clauses)) or frozenset([frozenset()]) for clauses in when))


def _left(clauses: Clauses, domain: frozenset[Finding], holding: frozenset[Finding]) -> Clauses:
    """What of the clauses is still to be met when just ``holding`` of ``domain`` holds."""
    return frozenset(clause - domain for clause in clauses if clause & domain <= holding)


def _grouped(made: Questionnaire) -> list[list[str]]:
    """The questions of findings with all they depend on, in groups, each in the protocol's order."""
    together: dict[str, set[str]] = {}

    def join(names: Iterable[str]) -> None:
        merged = set(names).union(*(together.get(name, {name}) for name in names))
        together.update(dict.fromkeys(merged, merged))

    for finding in findings(made):
        join(_sources(made, finding.name))
    for question in reversed(made.protocol.questions):
        if question.id in together:
            join([question.id, *(condition.question for clause in question.when for condition in clause)])
    order = list(made.protocol.by_id)
    distinct = {tuple(sorted(names, key=order.index)) for names in together.values()}
    return [list(names) for names in sorted(distinct, key=lambda names: order.index(names[0]))]


def _sources(made: Questionnaire, name: str) -> list[str]:
    """The questions that a finding on a question or an instrument looks at."""
    instrument = made.instruments.get(name)
    if instrument is None:
        return [name]
    by = instrument.file.cutoff_by
    return [*(item.question for item in instrument.items), *([by] if by else [])]


def _group(made: Questionnaire, names: Sequence[str]) -> Group:
    domain = frozenset(finding for finding in findings(made) if set(_sources(made, finding.name)) <= set(names))
    found: dict[object, Kind] = {}
    for answers in _combinations(made, names):
        state = State(made.protocol.id, made.protocol.version, answers)
        reading = read(made.protocol, state)
        if reading.urgency < Urgency.EMERGENCY:
            kind = Kind(answers, made.holding(domain, state), reading.outside)
            found.setdefault((kind.holding, kind.outside), kind)
    return Group(domain, tuple(found.values()))


def _combinations(made: Questionnaire, names: Sequence[str]) -> Iterable[dict[str, Value]]:
    """Answers to the questions, one of each kind: those of the same sums and of the same answers that others wait for
    are one.
    """
    kept = _kept(made, names)
    reached: dict[object, dict[str, Value]] = {(): {}}
    for name in names:
        possible = list(_values(made, made.protocol.question(name)))
        tried = ({**answers, name: value} for answers in reached.values() for value in possible)
        after: dict[object, dict[str, Value]] = {}
        for answers in tried:
            after.setdefault(_key(made, answers, kept), answers)
        reached = after
    return reached.values()


def _kept(made: Questionnaire, names: Sequence[str]) -> list[str]:
    """The questions whose very answer matters, not only the sum it belongs to: those that conditions test. Of a gate's
    items the sum says enough, for they are asked on exactly when it reaches the cut-off.
    """
    gates = {item.question for row in made.instruments.values() if row.file.part_of for item in row.items}
    items = {item.question for row in made.instruments.values() for item in row.items}
    waited = {c.question for name in names for clause in made.protocol.question(name).when for c in clause}
    return [name for name in names if name not in items or (name in waited and name not in gates)]


def _key(made: Questionnaire, answers: Mapping[str, Value], kept: Iterable[str]) -> object:
    sums = []
    for instrument in made.instruments.values():
        given = [answers[item.question] for item in instrument.items if item.question in answers]
        points = [item.points for item in instrument.items if item.question in answers]
        known = [(scale, value) for scale, value in zip(points, given, strict=True) if value != UNKNOWN]
        sums.append((sum(scale[str(value)] for scale, value in known), len(known) == len(given)))
    return tuple(sums), tuple(answers.get(name) for name in kept)


def _values(made: Questionnaire, question: Question) -> Iterator[Value]:
    """The answers that are told apart, and not knowing; but none that alone alarms."""
    waiting = (condition for other in made.protocol.questions for clause in other.when for condition in clause)
    tests: list[Test] = [f.answer for f in findings(made) if f.name == question.id and f.answer is not None]
    tests += [condition.test for condition in waiting if condition.question == question.id]
    for value in (*values(question, dict.fromkeys(tests)), UNKNOWN):
        state = State(made.protocol.id, made.protocol.version, {question.id: value})
        if read(made.protocol, state).urgency < Urgency.EMERGENCY:
            yield value
