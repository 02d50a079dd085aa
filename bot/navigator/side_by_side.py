"""The answers of one or several people to the same questions, side by side: safety first, then what differs. Pure.

A report (actions/questionnaire.py) has `answers`, each with `id`, `question`, `answer` in words and `value`, which is
None where nothing can be compared; and `safety`, the ids of the questions that are read first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One question. `answers`: in words, one for each person, None who was not asked; `same` is None when fewer than
    two gave an answer that can be compared.
    """

    question: str
    answers: list[str | None]
    same: bool | None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """`safety`: what is read first, whoever answered. `differ`, `agree`: the rest of what two or more were asked."""

    safety: list[Row]
    differ: list[Row]
    agree: list[Row]


def side_by_side(reports: Sequence[Mapping[str, Any]]) -> SideBySide:
    """The rows of these reports, in the order of their questions."""
    answered = [{line["id"]: line for line in report["answers"]} for report in reports]
    safety = set(_once(name for report in reports for name in report["safety"]))
    rows = {name: _row(name, answered) for name in _once(name for lines in answered for name in lines)}
    others = [row for name, row in rows.items() if name not in safety]
    return SideBySide(
        safety=[row for name, row in rows.items() if name in safety],
        differ=[row for row in others if row.same is False],
        agree=[row for row in others if row.same is True],
    )


def _row(name: str, answered: Sequence[Mapping[str, Any]]) -> Row:
    lines = [lines.get(name) for lines in answered]
    asked = [line for line in lines if line is not None]
    values = [_comparable(line["value"]) for line in asked if line["value"] is not None]
    same = len(set(values)) == 1 if len(values) > 1 else None
    return Row(asked[0]["question"], [line and line["answer"] for line in lines], same)


def _comparable(value: Any) -> Any:
    return frozenset(value) if isinstance(value, list) else value


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
