"""A lay patient at an assessment: answers what is asked, and nothing else; what is not told is the mildest answer."""

from __future__ import annotations

from collections.abc import Mapping

from actions.assessment import Protocol, Urgency, Value, answer, next_question, result, start
from actions.assessment.domains import least

ADULT: Mapping[str, Value] = {"who": "self", "age": 40, "sex": "female"}


def urgency_of(protocol: Protocol, told: Mapping[str, Value]) -> Urgency:
    """The urgency a patient gets who would answer as `told`, by question."""
    state = start(protocol)
    while question := next_question(protocol, state):
        state = answer(protocol, state, question.id, told.get(question.id, least(question)))
    return result(protocol, state).urgency
