"""Doubt: which of at most three topics was meant; out of scope; starting over."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, Restarted
from rasa_sdk.executor import CollectingDispatcher

from actions import assessment as engine
from actions.assessment.engine import CHILD, WHO
from actions.base import TurnAction, nurse_option
from actions.content import protocols
from actions.keeping import join_unasked
from actions.speech import Option, Speech
from actions.turn import Turn
from nlu.answers import yes_no
from nlu.topics import topics

MOST = 3
LEAST_CONFIDENCE = 0.02  # candidates below it are noise; confidences are calibrated and sharp
OUT_OF_SCOPE_FROM = 0.35  # a weaker guess says nothing: nonsense is not understood, rather than refused
NOTHING_FITS = 0.08  # when even the best is below this, candidates would be guesses
CHILD_ILLNESS = "child_illness"  # the topic that takes any complaint of a child
PERSON_AFTER = 2  # failures in a row
NEVER_MEANT = {"insult", "out_of_scope"}  # nobody who is asked what they meant chooses these


class ActionClarify(TurnAction):
    """Asks rather than answers wrongly; after two failures in a row offers a person."""

    called = "action_clarify"

    async def handle(self, turn: Turn, speech: Speech) -> None:
        """Offer the likeliest topics; a message with an invitation's code is taken up instead."""
        if await join_unasked(turn, speech):
            return
        guess, confidence = turn.best_guess
        if guess == "out_of_scope" and confidence >= OUT_OF_SCOPE_FROM:  # its neighbours would be noise
            speech.say(speech.sentence("out_of_scope"), "info", "out_of_scope", [nurse_option(speech)])
            return
        failures = turn.failures + 1
        speech.set_failures(failures)
        candidates = [
            row["name"]
            for row in turn.ranking
            if row["name"] in topics() and row["confidence"] >= LEAST_CONFIDENCE and row["name"] not in NEVER_MEANT
        ]
        candidates = _with_child_illness(turn, candidates)[:MOST]
        if not candidates or confidence < NOTHING_FITS:
            _not_understood(speech, failures, "not_understood")
            return
        options: list[Option] = [
            {"label": topics()[name].label[turn.language], "payload": f"topic:{name}"} for name in candidates
        ]
        options.append(speech.option("none_of_these", "menu:none"))
        if failures >= PERSON_AFTER:
            options.append(nurse_option(speech))
        speech.say(speech.sentence("clarify"), "clarify", candidates[0], options, topics=candidates)


def _with_child_illness(turn: Turn, candidates: list[str]) -> list[str]:
    """The candidates with a child's illness among them, when they are symptoms and the message tells of a child."""
    asking = next((protocol for protocol in protocols().values() if WHO in protocol.by_id), None)
    if asking is None or CHILD_ILLNESS not in protocols() or CHILD_ILLNESS in candidates[:MOST]:
        return candidates
    told = engine.understand_all(asking, engine.start(asking), turn.words()).get(WHO)
    child = told is not None and told.value == CHILD
    if not child or not any(topics()[name].kind == "symptom" for name in candidates[:MOST]):
        return candidates
    return [*candidates[: MOST - 1], CHILD_ILLNESS]


def _not_understood(speech: Speech, failures: int, first: str) -> None:
    """Ask for other words with the sentence `first`; after failures in a row say so. A person is always offered."""
    key = first if failures < PERSON_AFTER else "not_understood_again"
    speech.say(speech.sentence(key), "fallback", "not_understood", [nurse_option(speech)], reason="not_understood")


class ActionOutOfScope(TurnAction):
    """Says kindly what the service can do."""

    called = "action_out_of_scope"

    async def handle(self, turn: Turn, speech: Speech) -> None:
        """Answer; a task that is open stays open."""
        speech.say(speech.sentence("out_of_scope"), "info", options=[nurse_option(speech)])


class ActionHelp(TurnAction):
    """What the service can do; who cannot choose from what was offered tells it otherwise, or to a person."""

    called = "action_help"

    async def handle(self, turn: Turn, speech: Speech) -> None:
        """Answer; "I do not know" after an offer is no wish to hear of the service."""
        if not turn.failures or yes_no(turn.text, turn.language) is None:
            speech.say(speech.sentence("help"), "info", "help")
            return
        failures = turn.failures + 1
        speech.set_failures(failures)
        _not_understood(speech, failures, "menu_none")


class ActionRestart(TurnAction):
    """Starting over: the case and the task are forgotten, the messages stay."""

    called = "action_restart"

    async def handle(self, turn: Turn, speech: Speech) -> None:
        """Say so."""
        speech.say(speech.sentence("restarted"), "info", "restart")

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Called by Rasa."""
        await super().run(dispatcher, tracker, domain)
        return [Restarted()]
