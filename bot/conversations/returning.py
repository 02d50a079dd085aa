"""Coming back: an assessment that was left is offered again, and one put aside elsewhere is taken up with its code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.booking.errors import TooManyGuesses
from bot.conversations.messages import ConversationView, MessageView, Reply
from bot.conversations.store import ConversationStore
from bot.conversations.unfinished import Unfinished, code_in
from bot.storage import now
from bot.texts import texts
from nlu.answers import command, wants_to_continue

AWAY = timedelta(minutes=10)  # who comes back sooner, or only reloads the page, still has the question in mind
GONE_ON = frozenset({"unpause", "anew"})
HALVES = 2  # a code is written in one piece or two


@dataclass(frozen=True, slots=True)
class TakenUp:
    """What the dialogue is asked to go on with: the payload that says so, and the task put aside elsewhere."""

    payload: str
    task: dict[str, Any] | None = None


class Returning:
    """What is done for a resident who comes back, here or on another device."""

    def __init__(self, store: ConversationStore, unfinished: Unfinished) -> None:
        self._store = store
        self._unfinished = unfinished

    def welcome(self, conversation: ConversationView) -> bool:
        """Ask whether to go on from where the resident left, when something was left; returns whether it was asked."""
        if conversation.state != "bot" or conversation.care is not None:
            return False
        last = self._store.last_message(conversation)
        if last is None or not _left_open(last) or now() - last.created_at < AWAY:
            return False
        say, language = texts().say, conversation.language
        options = [
            {"label": say("go_on_from_there", language), "payload": "unpause"},
            {"label": say("start_anew", language), "payload": "anew"},
        ]
        data: dict[str, Any] = {"kind": "info", "topic": last.data.get("topic", "help"), "returned": True}
        data |= {"safe_exit": True} if last.data.get("safe_exit") else {}
        # The matter is not named: somebody else may be looking at the screen.
        self._store.add(conversation.id, [Reply(say("welcome_back", language), options, data)])
        return True

    def taken_up(self, conversation: ConversationView, message: MessageView) -> TakenUp | Reply | None:
        """What the message takes up again, or what to say when its code opens nothing; None when it is no such message.

        A code alone may be that of a booking: it is the dialogue's, unless it opens something here.
        """
        if message.payload is not None:
            if message.payload in GONE_ON:
                self._unfinished.drop(conversation.id)
            return None
        if command(message.text, message.language) == "unpause" and self._unfinished.waits(conversation.id):
            self._unfinished.drop(conversation.id)
            return TakenUp("unpause")
        code, asked = code_in(message.text), wants_to_continue(message.text)
        if code is None or not (asked or len(message.text.split()) <= HALVES):
            return None
        try:
            task = self._unfinished.take(code, conversation.id)
        except TooManyGuesses as refusal:
            return self._refusal(f"error_{refusal.code}", message.language) if asked else None
        if task is not None:
            return TakenUp("continue", task)
        return self._refusal("continue_code_unknown", message.language) if asked else None

    @staticmethod
    def _refusal(key: str, language: str) -> Reply:
        return Reply(texts().say(key, language), data={"kind": "info", "topic": "help"})


def _left_open(message: MessageView) -> bool:
    """Whether an assessment waits for the resident: put aside, or its question not answered."""
    return message.sender == "bot" and (bool(message.data.get("paused")) or message.asks)
