"""The urgency ladder, as the Finnish services use it (Päivystyshelppi: 112, on-call, station, home)."""

from __future__ import annotations

from enum import IntEnum


class Urgency(IntEnum):
    """How soon help is needed; a greater value is more urgent.

    EMERGENCY: 112 now. URGENT_NOW: on-call care today or tonight. WITHIN_24H: own station by the next
    working day. NON_URGENT: book a time. SELF_CARE: manage at home. NOT_APPLICABLE: not for this person.
    """

    NOT_APPLICABLE = 0
    SELF_CARE = 1
    NON_URGENT = 2
    WITHIN_24H = 3
    URGENT_NOW = 4
    EMERGENCY = 5

    @property
    def code(self) -> str:
        """The contract's name: "emergency", "urgent_now", ..."""
        return self.name.lower()

    @classmethod
    def from_code(cls, code: str) -> Urgency:
        """The urgency named ``code``. Raises KeyError for another name."""
        return cls[code.upper()]
