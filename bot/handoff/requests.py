"""A resident asks for a person: a place in the queue, a call-back, or an honest word that nobody is there."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversations.messages import Reply
from bot.conversations.store import ConversationStore
from bot.handoff import words
from bot.handoff.desk import Desk
from bot.handoff.summary import summary_of
from bot.regions import Region
from bot.storage import now

LOG = 2000  # messages of a conversation that the summary looks at


@dataclass(frozen=True, slots=True)
class PersonRequests:
    """The one way to ask for a person, whoever asks: a button, the dialogue, or the careful mode."""

    store: ConversationStore
    desk: Desk
    region: Region

    def nurse(self, conversation_id: str, reason: str = "asked", urgent: bool = False) -> Reply:
        """Queue the conversation when somebody is on duty or the chat is open; otherwise offer a call-back."""
        if not self.desk.nurse_on_duty() and not self.region.nurse_chat_open(now()):
            return words.unavailable(self.store.get(conversation_id).language, self.region)
        summary = summary_of(self.store.messages(conversation_id, limit=LOG), reason)
        return self.desk.request(conversation_id, summary, 0 if urgent else None)

    def call_back(self, conversation_id: str, phone: str) -> Reply:
        """Keep a request to be phoned at `phone`."""
        summary = summary_of(self.store.messages(conversation_id, limit=LOG), "callback")
        return self.desk.call_back(conversation_id, phone, summary)
