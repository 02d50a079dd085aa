"""What the red-flag check says of a message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Certainty = Literal["sure", "ask"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A red flag found. ``emergency`` is its class (an emergency topic's id); ``certainty`` "sure" is answered
    at once, "ask" by first asking ``question``; ``pattern`` is the id of what fired; ``advice`` and ``question``
    are ids of sentences (advice_<id> and safety_<id> in bot/texts/emergencies.yml)."""

    emergency: str
    certainty: Certainty
    pattern: str
    advice: str
    question: str | None = None
