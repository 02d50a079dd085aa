"""The entity: what callers get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

EXTRACTOR = "OpastinEntities"


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity. ``start`` and ``end`` are offsets in the message; ``more`` has further keys of some entities.

    Values: duration in days, age in years, temperature in °C, severity 0 to 10 (numbers); time
    {"after", "before", "part"} with ISO times in Europe/Helsinki or None; blood_pressure "160/95"; all others names.
    """

    name: str
    value: Any
    start: int
    end: int
    text: str
    negated: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The entity as Rasa carries it."""
        return {
            "entity": self.name, "value": self.value, "start": self.start, "end": self.end, "text": self.text,
            "negated": self.negated, "extractor": EXTRACTOR, "confidence": 1.0, **self.more,
        }  # fmt: skip
