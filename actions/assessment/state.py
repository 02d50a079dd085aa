"""The state of one assessment: a value that each step makes anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from actions.assessment.conditions import UNKNOWN, Value


@dataclass(frozen=True, slots=True)
class State:
    """``answers`` by question, ``asked`` in the order answered, and ``mentioned``: options of multi questions
    that the resident told of before the question was asked. Prefilled answers are not in ``asked``.
    """

    protocol: str
    version: int
    answers: Mapping[str, Value] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    mentioned: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def skipped(self) -> tuple[str, ...]:
        """The questions whose answer the resident did not know."""
        return tuple(question for question, value in self.answers.items() if value == UNKNOWN)

    def to_dict(self) -> dict[str, Any]:
        """The state as JSON types."""
        return {
            "protocol": self.protocol,
            "version": self.version,
            "answers": {
                question: list(value) if isinstance(value, tuple) else value for question, value in self.answers.items()
            },
            "asked": list(self.asked),
            "mentioned": {question: list(options) for question, options in self.mentioned.items()},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> State:
        """The state that ``to_dict`` wrote. Raises KeyError when it is none."""
        return cls(
            data["protocol"],
            data["version"],
            {
                question: tuple(value) if isinstance(value, list) else value
                for question, value in data["answers"].items()
            },
            tuple(data["asked"]),
            {question: tuple(options) for question, options in data["mentioned"].items()},
        )
