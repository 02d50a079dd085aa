"""A conversation with action_continue, for tests of what the actions say; keeps the slots as Rasa does."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions import assess_steps
from actions.continue_task import ActionContinue
from actions.speech import Speech
from actions.turn import Turn

NUMBERS = {
    role: f"0{place}00" for place, role in enumerate((
        "emergency", "on_call", "maternity", "poison", "social_emergency", "crisis", "violence", "children", "gambling",
    ))
}  # fmt: skip


class Assessed:
    """A resident in an assessment, begun by `text`."""

    def __init__(self, topic: str, text: str, language: str = "fi") -> None:
        self.turn = Turn(
            conversation="c", language=language, text=text, payload=None, intent=topic, confidence=0.9, ranking=[],
            entities=[], numbers=NUMBERS,
        )  # fmt: skip
        speech = Speech(self.turn)
        asyncio.run(assess_steps.begin(self.turn, speech, topic))
        self.last: dict[str, Any] = self._told(speech)

    def say(self, text: str, guess: str = "not_understood", confidence: float = 0.2) -> dict[str, Any]:
        """Write; returns the last message. `guess` is what the topic recognition makes of it."""
        ranking = [{"name": guess, "confidence": confidence}]
        return self.answer(replace(self.turn, text=text, payload=None, intent=guess, ranking=ranking))

    def press(self, payload: str, **context: Any) -> dict[str, Any]:
        """Press a button; returns the last message."""
        return self.answer(replace(self.turn, text="", payload=payload, **context))

    def answer(self, turn: Turn) -> dict[str, Any]:
        """One turn."""
        speech = Speech(turn)
        asyncio.run(ActionContinue().handle(turn, speech))
        self.last = self._told(speech)
        return self.last

    def _told(self, speech: Speech) -> dict[str, Any]:
        dispatcher = CollectingDispatcher()
        slots = {event["name"]: event["value"] for event in speech.send(dispatcher) if event["event"] == "slot"}
        self.turn = replace(
            self.turn, task=slots.get("task", self.turn.task), case=slots.get("case", self.turn.case), unfinished=None
        )
        return dict(dispatcher.messages[-1])

    @property
    def question(self) -> str | None:
        """The question that is asked now."""
        found: str | None = self.last["custom"].get("question")
        return found

    @property
    def answers(self) -> dict[str, Any]:
        """What is known so far."""
        return dict(self.turn.task["state"]["answers"]) if self.turn.task else {}
