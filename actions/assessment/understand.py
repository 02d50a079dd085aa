"""From a resident's words to answers.

``understand`` reads the reply to a question that was asked. ``understand_all`` finds what a message clearly says of
other questions ("ei oo ollu kuumetta"), so that nobody is asked what they have told. Nothing here guesses: what is
not clear comes back as candidates or as None, and is asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from actions.assessment.choosing import Reply, choose, choose_many, choose_many_unasked, choose_unasked
from actions.assessment.conditions import UNKNOWN, Value
from actions.assessment.engine import answer, mention, withdraw
from actions.assessment.heard import Entity, Heard
from actions.assessment.measuring import measure, measure_unasked
from actions.assessment.model import Protocol, Question
from actions.assessment.quantities import find_date
from actions.assessment.state import State
from actions.assessment.words import Word


@dataclass(frozen=True, slots=True)
class Answer:
    """What a message says of ``question``.

    ``complete``: ``value`` answers it. Otherwise ``value`` may hold options of a multi question mentioned so far,
    ``denied`` options said not to be so, and ``candidates`` values to choose between.
    """

    question: str
    value: Value | None
    complete: bool = True
    denied: tuple[str, ...] = ()
    candidates: tuple[str | float, ...] = ()


def understand(
    question: Question, words: Sequence[Word], entities: Iterable[Entity] = (), *, today: date | None = None
) -> Answer | None:
    """The answer that ``words`` give to ``question``, which was asked; None when there is none.

    ``entities`` that NLU has found win over the engine's own reading of numbers. Weekdays need ``today``.
    """
    heard = Heard.of(words, entities, question.replies, today)
    if question.type in ("choice", "multi"):
        reply = choose(question, heard) if question.type == "choice" else choose_many(question, heard)
        return _answer(question, reply)
    if question.type in ("number", "scale"):
        values = () if heard.only_unknown() else measure(question, heard)
        return _measured(question, values) or (Answer(question.id, UNKNOWN) if heard.unknown() else None)
    if heard.unknown():
        return Answer(question.id, UNKNOWN)
    if question.type == "date":
        day = find_date(words, today)
        return Answer(question.id, day.isoformat()) if day else None
    return Answer(question.id, heard.text()) if heard.text() else None


def understand_all(
    protocol: Protocol,
    state: State,
    words: Sequence[Word],
    entities: Iterable[Entity] = (),
    *,
    asked: str | None = None,
    today: date | None = None,
) -> dict[str, Answer]:
    """What ``words`` clearly say of unanswered questions other than ``asked``, by question id."""
    open_ones = [q for q in protocol.questions if q.id != asked and q.id not in state.answers]
    if asked and _is_amount(protocol.question(asked), words, entities, today):
        open_ones = [q for q in open_ones if q.type in ("choice", "multi") and not any(o.range for o in q.options)]
    return _clearly(protocol, open_ones, words, entities, today)


def understand_answered(
    protocol: Protocol,
    state: State,
    words: Sequence[Word],
    entities: Iterable[Entity] = (),
    *,
    today: date | None = None,
) -> dict[str, Answer]:
    """What ``words`` clearly say of questions that have been answered or told of, by question id."""
    told = (q for q in protocol.questions if q.id in state.answers or state.mentioned.get(q.id))
    return _clearly(protocol, told, words, entities, today)


def note(protocol: Protocol, state: State, answers: Mapping[str, Answer]) -> State:
    """The state with answers that were given unasked: complete ones as prefilled, others as mentions."""
    for found in answers.values():
        if found.complete and found.value is not None:
            state = replace(answer(protocol, state, found.question, found.value), asked=state.asked)
        elif isinstance(found.value, tuple):
            state = mention(protocol, state, found.question, found.value)
        if found.denied:
            state = withdraw(protocol, state, found.question, found.denied)
    return state


def _is_amount(question: Question, words: Sequence[Word], entities: Iterable[Entity], today: date | None) -> bool:
    """Whether the message gives the amount that was asked for: "12 vuotta" is then no duration of anything."""
    if question.type not in ("number", "scale"):
        return False
    found = understand(question, words, entities, today=today)
    return found is not None and found.complete and found.value != UNKNOWN


def _clearly(
    protocol: Protocol,
    questions: Iterable[Question],
    words: Sequence[Word],
    entities: Iterable[Entity],
    today: date | None,
) -> dict[str, Answer]:
    heard = Heard.of(words, entities, protocol.questions[0].replies, today)
    return {question.id: found for question in questions if (found := _unasked(question, heard))}


def _unasked(question: Question, heard: Heard) -> Answer | None:
    if question.type == "choice":
        return _answer(question, choose_unasked(question, heard))
    if question.type == "multi":
        return _answer(question, choose_many_unasked(question, heard))
    if question.type in ("number", "scale"):
        return _measured(question, measure_unasked(question, heard))
    return None


def _answer(question: Question, reply: Reply | None) -> Answer | None:
    return Answer(question.id, reply.value, reply.complete, reply.denied, reply.candidates) if reply else None


def _measured(question: Question, values: tuple[float, ...]) -> Answer | None:
    if len(values) == 1:
        return Answer(question.id, values[0])
    return Answer(question.id, None, complete=False, candidates=values) if values else None
