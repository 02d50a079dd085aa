"""The shape of every action: read the turn, answer it, and never leave the resident without a word."""

from __future__ import annotations

import logging
from abc import abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.speech import Speech
from actions.turn import Turn
from connectors.errors import ConnectorError

log = logging.getLogger(__name__)


class TurnAction(Action):  # type: ignore[misc]  # rasa_sdk has no types
    """An action over a Turn. Subclasses set `called` and answer in `handle`."""

    called: str = ""

    def name(self) -> str:
        """Rasa's name of the action."""
        return self.called

    @abstractmethod
    async def handle(self, turn: Turn, speech: Speech) -> None:
        """Answer the turn. ConnectorError may escape: the resident is then told which way else there is."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Called by Rasa."""
        turn = Turn.of(tracker)
        speech = Speech(turn)
        try:
            await self.handle(turn, speech)
        except ConnectorError as error:
            log.warning("%s: %s", self.called, error)
            speech = Speech(turn)
            speech.say(
                speech.sentence("part_down"), "fallback", options=[nurse_option(speech)],
                reason="fault", numbers=[turn.numbers["on_call"], turn.numbers["emergency"]],
            )  # fmt: skip
        return speech.send(dispatcher)


def nurse_option(speech: Speech) -> dict[str, str]:
    """The button that asks for a person; the web process answers it even when Rasa is down."""
    return speech.option("talk_to_nurse", "handoff:request")
