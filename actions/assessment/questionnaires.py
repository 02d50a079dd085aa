"""Questionnaires: instruments and questions of one's own, asked by the assessment engine, that end in what a
professional reads: scores, and for the therapy navigator a step of care suggested as preparation, never as a decision.

Only what the answers come to differs from an assessment: the engine asks, reads and corrects in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from actions.assessment.conditions import Span, Test, Value
from actions.assessment.instruments import Instrument, Score, score
from actions.assessment.model import Protocol, Question
from actions.assessment.questionnaire_schema import QuestionnaireFile
from actions.assessment.reading import Standing, known, read
from actions.assessment.schema import QuestionFile
from actions.assessment.state import State
from actions.assessment.texts import Text
from actions.assessment.urgency import Urgency

QUESTIONNAIRES = Path(__file__).parent / "questionnaires"


@dataclass(frozen=True, slots=True)
class Positive:
    """Whether a score reaches its cut-off (`positive`) or surely does not."""

    positive: bool

    def holds(self, found: Score) -> bool:
        """False too when it cannot be told."""
        return found.positive is self.positive


@dataclass(frozen=True, slots=True)
class Sum:
    """Whether a score's sum is in a span; of an incomplete score only what more points could not undo."""

    span: Span

    def holds(self, found: Score) -> bool:
        """Whether it is."""
        return (found.complete or self.span.high == float("inf")) and self.span.holds(float(found.total))


@dataclass(frozen=True, slots=True)
class Finding:
    """A condition of advice or a step: on the sum of an instrument, or on the answer to a question."""

    name: str
    answer: Test | None = None
    score: Positive | Sum | None = None


Clause = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What the resident is told when one of `when` holds; always without conditions."""

    id: str
    when: tuple[Clause, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class Step:
    """A step of stepped care."""

    id: str
    name: Text
    when: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where those outside the audience are led: what they are told, under which topic, what they are offered."""

    id: str
    when: tuple[Clause, ...]
    topic: str
    text: Text
    begin: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """A part of what two people answer, each alone (questionnaire_schema.JointFile)."""

    part: Text
    invites: str
    opens_to_inviter: bool
    invite: Text
    invitation: Text
    joined: Text


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A checked questionnaire. `protocol` holds all its questions; `steps` go from the heaviest to the lightest."""

    file: QuestionnaireFile
    protocol: Protocol
    instruments: Mapping[str, Instrument]
    intro: Text
    offer: Text
    advice: tuple[Advice, ...]
    steps: tuple[Step, ...]
    elsewhere: tuple[Elsewhere, ...] = ()
    joint: Joint | None = None

    def strict(self, question: Question) -> QuestionFile | None:
        """The question as written when its answer must be read strictly: an instrument's item, or one about danger."""
        items = {item.question for made in self.instruments.values() for item in made.items}
        if question.id not in items and question.on_unknown != Urgency.EMERGENCY:
            return None
        return next(written for written in self.file.protocol.questions if written.id == question.id)

    @property
    def id(self) -> str:
        """The file's id."""
        return self.file.id

    def scores(self, state: State) -> dict[str, Score]:
        """The sum of every instrument by id. Answers to questions that no longer apply do not count."""
        counted = self._counted(state)
        return {
            name: score(made, counted, counted.get(made.file.cutoff_by or ""))
            for name, made in self.instruments.items()
        }

    def told_scores(self, state: State) -> list[Score]:
        """The sums worth telling: of instruments asked in full, a short one left out when the whole was asked."""
        standings = read(self.protocol, state).standings
        asked = {
            name: made
            for name, made in self.instruments.items()
            if all(standings[item.question] is not Standing.OFF or item.unless for item in made.items)
        }
        parts = {made.file.part_of.instrument: name for name, made in asked.items() if made.file.part_of}
        covered = {part for whole, part in parts.items() if whole in asked}
        found = self.scores(state)
        return [found[name] for name in asked if name not in covered]

    def advice_for(self, state: State) -> list[Advice]:
        """What to tell the resident."""
        return [row for row in self.advice if not row.when or self._any(row.when, state)]

    def step_for(self, state: State) -> Step | None:
        """The heaviest step whose condition holds; the lightest when none does. None without steps."""
        holding = (step for step in self.steps if not step.when or self._any(step.when, state))
        return next(holding, None)

    def elsewhere_for(self, state: State) -> Elsewhere:
        """Where somebody outside the audience is led; there is always a last one for the rest."""
        return next(row for row in self.elsewhere if not row.when or self._any(row.when, state))

    def holding(self, findings: Iterable[Finding], state: State) -> frozenset[Finding]:
        """Those of the findings that hold."""
        counted, sums = self._counted(state), self.scores(state)
        return frozenset(finding for finding in findings if _holds(finding, counted, sums))

    def _any(self, clauses: Sequence[Clause], state: State) -> bool:
        holding = self.holding({finding for clause in clauses for finding in clause}, state)
        return any(holding.issuperset(clause) for clause in clauses)

    def _counted(self, state: State) -> dict[str, Value]:
        standings = read(self.protocol, state).standings
        answers = {
            name: known(state, name) for name in self.protocol.by_id if standings[name] is not Standing.OFF
        }  # fmt: skip
        return {name: value for name, value in answers.items() if value is not None}


def _holds(finding: Finding, answers: Mapping[str, Value], sums: Mapping[str, Score]) -> bool:
    if finding.score is not None:
        return finding.score.holds(sums[finding.name])
    value = answers.get(finding.name)
    return value is not None and finding.answer is not None and finding.answer.holds(value)
