"""Checking the value of an answer against its question."""

from __future__ import annotations

import math
from datetime import date

from actions.assessment.conditions import UNKNOWN, Value
from actions.assessment.errors import AnswerError
from actions.assessment.model import Question

_LONGEST_TEXT = 2000  # characters of a free-text answer that are kept


def checked(question: Question, value: object) -> Value:
    """``value`` as the engine keeps it. Raises AnswerError when it does not fit.

    A multi answer is a list of option ids, "none" or empty for none; a number may come as text; a scale is
    rounded up to whole numbers.
    """
    if value == UNKNOWN:
        return UNKNOWN
    if question.type == "choice":
        return _option(question, value)
    if question.type == "multi":
        return _options(question, value)
    if question.type in ("number", "scale"):
        return _number(question, value)
    if not isinstance(value, str) or not value.strip():
        raise AnswerError(question.id, "is not text")
    return _date(question, value) if question.type == "date" else value.strip()[:_LONGEST_TEXT]


def _option(question: Question, value: object) -> str:
    if not isinstance(value, str) or value not in question.option_ids:
        raise AnswerError(question.id, f"no option {value!r}")
    return value


def _options(question: Question, value: object) -> tuple[str, ...]:
    chosen = [value] if isinstance(value, str) else value
    if not isinstance(chosen, (list, tuple, set, frozenset)):
        raise AnswerError(question.id, "is not a list of options")
    found = {_option(question, option) for option in chosen if option != "none"}
    return tuple(option for option in question.option_ids if option in found)


def _number(question: Question, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise AnswerError(question.id, "is not a number")
    try:
        number = float(value.replace(",", ".")) if isinstance(value, str) else float(value)
    except ValueError as error:
        raise AnswerError(question.id, "is not a number") from error
    low, high = question.bounds
    if not low <= number <= high:
        raise AnswerError(question.id, f"is not from {low:g} to {high:g}")
    return float(math.ceil(number)) if question.type == "scale" else number


def _date(question: Question, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise AnswerError(question.id, "is not a date (YYYY-MM-DD)") from error
