"""What every reading function of the rules takes and gives, and how long the units are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from nlu.entities.rules import Match

# The assessment engine counts in the same lengths (actions/assessment/durations.py).
UNIT_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a match, with further keys of its entity. ``negated`` None: as the words are."""

    value: Any
    more: Mapping[str, Any] = field(default_factory=dict)
    negated: bool | None = None


Reader = Callable[[Match, datetime], "Value | None"]
"""Reads a match at a moment in Europe/Helsinki; None when it is not what the rule looks for."""
