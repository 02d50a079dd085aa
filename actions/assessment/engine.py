"""The assessment engine: pure functions from a protocol and a state to the next question and the result.

    state = start(protocol)
    while question := next_question(protocol, state):
        state = answer(protocol, state, question.id, value)
    result(protocol, state).urgency

Questions come in the protocol's order. A question is asked only while its answer could raise the urgency, so an
emergency ends the assessment at once and nothing is asked in vain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from actions.assessment.errors import AnswerError, StateMismatch
from actions.assessment.model import Protocol, Question
from actions.assessment.reading import Reading, Standing, known, read
from actions.assessment.state import State
from actions.assessment.urgency import Urgency
from actions.assessment.values import checked

WHO, CHILD = "who", "child"  # the shared question of whom it is about, and its option
_OPEN = (Standing.OPEN, Standing.ASKABLE)


def start(protocol: Protocol, prefill: Mapping[str, object] | None = None) -> State:
    """A new assessment; ``prefill`` gives answers already known, by question id. Raises AnswerError."""
    answers = {
        question_id: checked(_question(protocol, question_id), value) for question_id, value in (prefill or {}).items()
    }
    return State(protocol.id, protocol.version, answers)


def answer(protocol: Protocol, state: State, question_id: str, value: object) -> State:
    """The state with this answer (UNKNOWN for "I do not know"), new or in place of an earlier one.

    Answers to questions that no longer apply are kept but do not count. Raises AnswerError, StateMismatch.
    """
    _check(protocol, state)
    answers = {**state.answers, question_id: checked(_question(protocol, question_id), value)}
    asked = state.asked if question_id in state.asked else (*state.asked, question_id)
    return replace(state, answers=answers, asked=asked)


def mention(protocol: Protocol, state: State, question_id: str, options: Iterable[str]) -> State:
    """Note options of a multi question that the resident told of unasked.

    They count at once, and stay when the question is answered later without them. Raises AnswerError.
    """
    _check(protocol, state)
    chosen = checked(_question(protocol, question_id), tuple(options))
    if not isinstance(chosen, tuple):
        raise AnswerError(question_id, "only options of a multi question can be mentioned")
    before = state.mentioned.get(question_id, ())
    return replace(state, mentioned={**state.mentioned, question_id: tuple(dict.fromkeys((*before, *chosen)))})


def withdraw(protocol: Protocol, state: State, question_id: str, options: Iterable[str]) -> State:
    """Take back mentioned or chosen options ("my neck is not stiff after all")."""
    _check(protocol, state)
    gone = set(options)
    left = tuple(option for option in state.mentioned.get(question_id, ()) if option not in gone)
    value = state.answers.get(question_id)
    answers = dict(state.answers)
    if isinstance(value, tuple):
        answers[question_id] = tuple(option for option in value if option not in gone)
    return replace(state, answers=answers, mentioned={**state.mentioned, question_id: left})


def back(protocol: Protocol, state: State) -> State:
    """The state before the last answer; the same state when nothing has been answered."""
    _check(protocol, state)
    if not state.asked:
        return state
    *earlier, last = state.asked
    answers = {question: value for question, value in state.answers.items() if question != last}
    return replace(state, answers=answers, asked=tuple(earlier))


def next_question(protocol: Protocol, state: State) -> Question | None:
    """The question to ask now; None when the result is ready. Raises StateMismatch.

    About a child it is first asked whether the protocol is meant for one of that age: a baby's danger signs are others.
    """
    _check(protocol, state)
    reading = read(protocol, state)
    needed = _needed(protocol, reading)
    meant_for = _meant_for(protocol) if known(state, WHO) == CHILD else set()
    for question in sorted(protocol.questions, key=lambda question: question.id not in meant_for):
        if question.id in needed and reading.standings[question.id] is Standing.ASKABLE:
            return question
    return None


def progress(protocol: Protocol, state: State) -> float:
    """How much of the assessment is done, 0 to 1, if every question that may still matter is asked."""
    _check(protocol, state)
    left = len(_needed(protocol, read(protocol, state)))
    done = len(state.asked)
    return done / (done + left) if left else 1.0


def about_other(protocol: Protocol, state: State) -> bool:
    """Whether the assessment is about someone else than the one who writes."""
    for question in protocol.questions:
        value = known(state, question.id)
        for option in question.options:
            if option.about and value == option.id:
                return option.about == "other"
    return protocol.about == "other"


def _needed(protocol: Protocol, reading: Reading) -> set[str]:
    """Questions whose answer can still raise the urgency, or decides whether such a question applies."""
    if reading.urgency == Urgency.EMERGENCY or reading.outside:
        return set()
    needed = {question for prospect in reading.prospects for question in prospect.missing}
    if reading.urgency <= Urgency.SELF_CARE:
        needed |= _meant_for(protocol)
    at_once = protocol.kind == "service_need" and reading.urgency >= Urgency.URGENT_NOW
    for question in reversed(protocol.questions):
        if question.always and not at_once:  # who needs help today is not asked about the rest first
            needed.add(question.id)
        if question.id in needed and reading.standings[question.id] is Standing.OPEN:
            needed |= {condition.question for clause in question.when for condition in clause}
    return {question for question in needed if reading.standings[question] in _OPEN}


def _meant_for(protocol: Protocol) -> set[str]:
    """Questions that decide whether the protocol is for this person."""
    clauses = protocol.audience.when if protocol.audience else ()
    return {condition.question for clause in clauses for condition in clause}


def _question(protocol: Protocol, question_id: str) -> Question:
    try:
        return protocol.by_id[question_id]
    except KeyError:
        raise AnswerError(question_id, f"no such question in {protocol.id}") from None


def _check(protocol: Protocol, state: State) -> None:
    if (state.protocol, state.version) != (protocol.id, protocol.version):
        raise StateMismatch(f"{state.protocol} {state.version} is not {protocol.id} {protocol.version}: start anew")
