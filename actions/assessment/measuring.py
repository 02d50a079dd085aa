"""Reading the answer to a number or scale question out of a message."""

from __future__ import annotations

from actions.assessment.heard import Heard
from actions.assessment.model import Question
from actions.assessment.phrases import find

KINDS = {
    "years": ("age", "duration", "number"),
    "months": ("age", "duration"),
    "weeks": ("number", "duration"),
    "days": ("duration", "ago", "number", "lifelong"),
    "celsius": ("temperature", "number"),
    "days_per_month": ("frequency", "number"),
}
_DAYS = {"years": 365.25, "months": 30.4375, "weeks": 7.0, "days": 1.0}
_MONTHS = 12


def in_unit(question: Question, kind: str, value: float) -> float:
    """A quantity (duration in days, age in years) in the question's unit; numbers as they are."""
    if kind in ("duration", "ago", "lifelong"):
        return round(value / _DAYS.get(question.unit or "", 1.0), 2)
    if kind == "age" and question.unit == "months":
        return round(value * _MONTHS, 2)
    return value


def measure(question: Question, heard: Heard) -> tuple[float, ...]:
    """The value asked for; several when it is not clear which, none when there is none.

    A bare number for an age in months may be months or years: it makes a difference, so both are returned.
    """
    if question.type == "scale":
        for kind in ("tenths", "severity", "number"):
            if values := _fitting(question, heard, kind):
                return _worst(question, values)
        return anchored(question, heard)
    for kind in KINDS.get(question.unit or "", ("number",)):
        if values := _fitting(question, heard, kind):
            return _worst(question, values)
    if question.unit == "months":
        low, high = question.bounds
        return tuple(v for n in heard.numbers("number")[:1] for v in (n, n * _MONTHS) if low <= v <= high)
    return anchored(question, heard)


def measure_unasked(question: Question, heard: Heard) -> tuple[float, ...]:
    """The value when the message gives one unasked: by a kind that the question is prefilled from, or a mention."""
    for kind in question.prefill:
        if values := _fitting(question, heard, kind):
            return (values[0],) if len(set(values)) == 1 else ()
    return anchored(question, heard, asked=False)


def anchored(question: Question, heard: Heard, *, asked: bool = True) -> tuple[float, ...]:
    """The value of the most telling phrase that stands for a number; with typos only when asked."""
    for typos in (False, True) if asked else (False,):
        matches = [
            (match.weight, anchor.value)
            for anchor in question.anchors
            for phrase in (*anchor.mention, *(anchor.say if asked else ()))
            if (match := find(phrase, heard.message, typos=typos)) and not match.denied
        ]
        if matches:
            most = max(weight for weight, _ in matches)
            return _worst(question, [value for weight, value in matches if weight == most])
    return ()


def _fitting(question: Question, heard: Heard, kind: str) -> list[float]:
    """Values of ``kind`` in the question's unit and within its bounds."""
    low, high = question.bounds
    return [v for value in heard.numbers(kind) if low <= (v := in_unit(question, kind, value)) <= high]


def _worst(question: Question, values: list[float]) -> tuple[float, ...]:
    """The most serious of several values ("7-8"); the first when the question has no order."""
    if not values:
        return ()
    if question.order == "rising":
        return (max(values),)
    if question.order == "falling":
        return (min(values),)
    if question.order == "away":
        return (max(values, key=lambda value: abs(value - question.normal)),)
    return (values[0],)
