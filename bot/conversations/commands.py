"""Buttons the web process answers itself, so that they work with Rasa stopped: nurse, feedback, retry.

A payload is `<name>` or `<name>:<value>`; the store has already checked that it was offered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversations.messages import ConversationView, MessageView, Reply
from bot.texts import texts

if TYPE_CHECKING:
    from bot.conversations.turns import Turns

OURS = frozenset({"handoff", "feedback", "retry", "emergency", "safety"})


def is_ours(payload: str) -> bool:
    """Whether this process answers the payload."""
    return payload.partition(":")[0] in OURS


def run(turns: Turns, conversation: ConversationView, message: MessageView) -> None:
    """Answer one of our buttons."""
    name, _, value = (message.payload or "").partition(":")
    language = message.language
    replies: list[Reply] = []
    if name == "retry":
        if not turns.store.retry(conversation.id):
            replies = [Reply(texts().say("nothing_to_retry", language), data={"kind": "info", "topic": "help"})]
    elif name == "feedback":
        turns.store.rate(conversation.id, int(value))
        replies = [Reply(texts().say("feedback_thanks", language), data={"kind": "info", "topic": "feedback"})]
    elif name == "handoff" and value == "leave":
        reply, _ = turns.desk.leave(conversation.id)
        replies = [reply]
    elif name == "handoff":
        replies = [turns.people.nurse(conversation.id)]
    else:  # an old button of the careful mode, after it ended
        replies = [Reply(texts().say("care_over", language), data={"kind": "info", "topic": "help"})]
    turns.store.finish_turn(conversation.id, message.seq, replies)
