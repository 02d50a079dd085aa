"""A resident asks for a person: a place in the queue, or an honest word that nobody is there."""

from __future__ import annotations

from typing import Any

from bot.conversations.messages import Reply
from bot.handoff import words
from bot.handoff.desk import Desk
from bot.regions import Region
from bot.storage import now


def request_nurse(desk: Desk, region: Region, conversation_id: str, language: str, summary: dict[str, Any]) -> Reply:
    """Queue the conversation when somebody is on duty or the chat is open; otherwise offer a call-back."""
    if not desk.nurse_on_duty() and not region.nurse_chat_open(now()):
        return words.unavailable(language, region)
    return desk.request(conversation_id, summary)
