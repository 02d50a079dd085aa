"""One turn as the actions see it: what was said, what was understood, and what is known so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker

from actions.content import morphology
from nlu.morphology import Word
from nlu.topics import topics

FALLBACK = "nlu_fallback"
# What an assessment takes from entities; symptoms and people it reads itself, by its own phrases.
MEASURED = frozenset({"temperature", "blood_pressure"})


@dataclass(frozen=True, slots=True)
class Turn:
    """Read-only. `task` is the open task or None; `case` what later steps need: topic, services wanted, booking.

    `later` is the topic of a second need of the same message, when this turn answers the first; `alarms` how many times
    a risk of suicide has been answered in this conversation; `times` the values of the times that the message names.
    """

    conversation: str
    language: str
    text: str
    payload: str | None
    intent: str
    confidence: float
    ranking: Sequence[Mapping[str, Any]]
    entities: Sequence[Mapping[str, Any]]
    numbers: Mapping[str, str]
    task: Mapping[str, Any] | None = None
    case: Mapping[str, Any] = field(default_factory=dict)
    failures: int = 0
    later: str | None = None
    alarms: int = 0
    unfinished: Mapping[str, Any] | None = None
    times: Sequence[Mapping[str, Any]] = ()

    @classmethod
    def of(cls, tracker: Tracker) -> Turn:
        """From Rasa's tracker."""
        message = tracker.latest_message
        metadata = message.get("metadata") or {}
        ranking = [row for row in message.get("intent_ranking") or [] if row.get("name") not in (None, FALLBACK)]
        intent = message.get("intent") or {}
        payload = metadata.get("payload")
        return cls(
            conversation=tracker.sender_id,
            language=metadata.get("language", "fi"),
            text="" if payload else message.get("text") or "",
            payload=payload,
            intent=intent.get("name") or FALLBACK,
            confidence=float(intent.get("confidence") or 0),
            ranking=ranking,
            entities=[row for row in message.get("entities") or [] if row.get("entity") in MEASURED],
            numbers=(metadata.get("context") or {}).get("numbers") or {},
            task=tracker.get_slot("task"),
            case=_case(tracker.get_slot("case") or {}, message.get("entities") or []),
            failures=int(tracker.get_slot("failures") or 0),
            later=metadata.get("later"),
            alarms=int((metadata.get("context") or {}).get("alarms") or 0),
            unfinished=(metadata.get("context") or {}).get("unfinished"),
            times=[] if payload else _times(message.get("entities") or []),
        )

    @property
    def topic(self) -> str:
        """The recognised topic; not_understood when there is none."""
        return self.intent if self.intent in topics() else "not_understood"

    @property
    def best_guess(self) -> tuple[str, float]:
        """The likeliest topic and its confidence, even when Rasa was too unsure to act on it."""
        return (
            (self.ranking[0]["name"], float(self.ranking[0]["confidence"])) if self.ranking else ("not_understood", 0.0)
        )

    def words(self) -> tuple[Word, ...]:
        """The analysed words of the message."""
        return morphology(self.language).analyse(self.text)


def _times(entities: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [row["value"] for row in entities if row.get("entity") == "time" and not row.get("negated")]


def _case(case: Mapping[str, Any], entities: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The case with the municipality of the message, when it names one: services are then looked for there."""
    places = [row["value"] for row in entities if row.get("entity") == "municipality" and not row.get("negated")]
    return {**case, "municipality": places[-1]} if places else case
