"""A protocol as the engine runs it: checked, with its conditions and phrases compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from actions.assessment.conditions import Clause, Span
from actions.assessment.phrases import Phrase
from actions.assessment.replies import Replies
from actions.assessment.texts import Text
from actions.assessment.urgency import Urgency


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a question. ``range`` is the numbers it stands for, in the question's unit.

    ``words`` are the forms of the words of meaning in its text.
    """

    id: str
    text: Text
    say: tuple[Phrase, ...] = ()
    mention: tuple[Phrase, ...] = ()
    range: Span | None = None
    about: str | None = None
    symptoms: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A number that phrases stand for."""

    value: float
    say: tuple[Phrase, ...]
    mention: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question; see schema.QuestionFile for what the fields mean.

    ``on_unknown`` is the highest urgency that not knowing this answer can lead to. ``asks`` are the words asked about
    (nlu.denial.topic_of): denying just them is a "no".
    """

    id: str
    type: str
    text: Text
    label: Text
    help: Text | None
    options: tuple[Option, ...]
    none: Text
    bounds: tuple[float, float]
    unit: str | None
    order: str
    normal: float
    when: tuple[Clause, ...]
    on_unknown: Urgency
    always: bool
    noted: bool
    prefill: frozenset[str]
    if_yes: str | None
    if_no: str | None
    anchors: tuple[Anchor, ...]
    replies: Replies
    asks: frozenset[str] = frozenset()

    @property
    def option_ids(self) -> tuple[str, ...]:
        """Ids of the options in their order."""
        return tuple(option.id for option in self.options)

    def option(self, option_id: str) -> Option:
        """The option named ``option_id``. Raises KeyError."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)


@dataclass(frozen=True, slots=True)
class Rule:
    """When one of the clauses ``when`` holds, the urgency is at least ``urgency`` (None: advice only)."""

    id: str
    urgency: Urgency | None
    when: tuple[Clause, ...]
    red_flag: bool
    reason: Text | None
    actions: tuple[Text, ...]
    instead: bool
    watch: tuple[Text, ...]
    topics: tuple[str, ...]
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is told at one urgency."""

    actions: tuple[Text, ...]
    watch: tuple[Text, ...]
    topics: tuple[str, ...]
    can_book: bool
    can_handoff: bool


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a protocol is for, and the topic for the others."""

    when: tuple[Clause, ...]
    otherwise: str


@dataclass(frozen=True, slots=True)
class Common:
    """Texts that all protocols share."""

    unknown: Text
    no_findings: Text
    not_applicable: Text


@dataclass(frozen=True, slots=True)
class Protocol:
    """A symptom or service-need assessment (``kind`` "symptom" or "service_need")."""

    id: str
    kind: str
    version: int
    status: str
    reviewed_by: str | None
    reviewed_on: date | None
    valid_until: date
    topic: str
    about: str
    title: Text
    audience: Audience | None
    sources: Mapping[str, str]
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    outcomes: Mapping[Urgency, Outcome]
    common: Common
    by_id: Mapping[str, Question]

    def question(self, question_id: str) -> Question:
        """The question named ``question_id``. Raises KeyError."""
        return self.by_id[question_id]

    @property
    def reviewed(self) -> bool:
        """Whether a clinician has approved it; a region can switch the others off."""
        return self.reviewed_by is not None and self.status == "approved"
