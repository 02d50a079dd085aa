"""Which language a Rasa message is in: the web process decides; training examples carry theirs."""

from __future__ import annotations

from rasa.shared.nlu.training_data.message import Message

DEFAULT = "fi"


def language_of(message: Message) -> str:
    """From the turn's metadata ({"language"}) or the training block's ({"intent": {"language"}})."""
    metadata = message.get("metadata") or {}
    return metadata.get("language") or (metadata.get("intent") or {}).get("language") or DEFAULT
