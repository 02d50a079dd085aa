"""Symptom and service-need assessments: a pure engine over reviewed content (protocols/*.yml).

protocols = load_protocols(analysers={"fi": create_morphology("fi").analyse, ...})
state = start(protocols["headache"])
question = next_question(protocols["headache"], state)
reply = understand(question, words)
"""

from __future__ import annotations

from actions.assessment.conditions import UNKNOWN, Value
from actions.assessment.engine import (
    about_other,
    answer,
    back,
    mention,
    next_question,
    progress,
    start,
    withdraw,
)
from actions.assessment.errors import AnswerError, AssessmentError, ProtocolError, StateMismatch
from actions.assessment.loader import load_protocols
from actions.assessment.model import Option, Protocol, Question
from actions.assessment.reading import known
from actions.assessment.results import Result, describe, result, summary
from actions.assessment.state import State
from actions.assessment.texts import Text
from actions.assessment.understand import Answer, note, understand, understand_all
from actions.assessment.urgency import Urgency

__all__ = [
    "UNKNOWN",
    "Answer",
    "AnswerError",
    "AssessmentError",
    "Option",
    "Protocol",
    "ProtocolError",
    "Question",
    "Result",
    "State",
    "StateMismatch",
    "Text",
    "Urgency",
    "Value",
    "about_other",
    "answer",
    "back",
    "describe",
    "known",
    "load_protocols",
    "mention",
    "next_question",
    "note",
    "progress",
    "result",
    "start",
    "summary",
    "understand",
    "understand_all",
    "withdraw",
]
