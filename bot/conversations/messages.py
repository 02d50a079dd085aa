"""What a message is outside the database: the shape of the contract, and replies before they are stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.conversations.model import Message


@dataclass(frozen=True, slots=True)
class Reply:
    """A message to be stored. `options` are {"label", "payload"}; `data` is as in the contract."""

    text: str
    options: list[dict[str, str]] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    sender: str = "bot"


@dataclass(frozen=True, slots=True)
class MessageView:
    """A stored message, detached from the database."""

    seq: int
    sender: str
    text: str
    language: str
    created_at: datetime
    options: list[dict[str, str]]
    data: dict[str, Any]
    payload: str | None = None
    turn: str = "none"

    @property
    def asks(self) -> bool:
        """Whether it is a question of an assessment."""
        return any(option["payload"].startswith("answer:") for option in self.options)

    @classmethod
    def of(cls, row: Message) -> MessageView:
        """The view of a row."""
        return cls(
            row.seq,
            row.sender,
            row.text,
            row.language,
            row.created_at,
            row.options,
            row.data,
            row.payload,
            row.turn,
        )

    def to_json(self) -> dict[str, Any]:
        """The contract's message object."""
        return {
            "seq": self.seq,
            "sender": self.sender,
            "text": self.text,
            "language": self.language,
            "created_at": self.created_at.isoformat(),
            "options": self.options,
            "data": self.data,
        }


@dataclass(frozen=True, slots=True)
class ConversationView:
    """A conversation, detached from the database."""

    id: str
    region: str
    language: str
    state: str
    care: dict[str, Any] | None
    last_seq: int
