"""Tables of the message log. Only bot/conversations/store.py writes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base, now


class Conversation(Base):
    """One resident's conversation. `last_seq` is the sequence number of its newest message."""

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(sa.String(36), primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64))
    region: Mapped[str] = mapped_column(sa.String(40))
    language: Mapped[str] = mapped_column(sa.String(2))
    state: Mapped[str] = mapped_column(sa.String(10), default="bot")  # bot | queued | human | closed
    care: Mapped[dict[str, Any] | None]  # what bot/conversations/care.py waits for, after an emergency
    last_seq: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)


class Message(Base):
    """One message. (conversation_id, seq) is its place in the total order of the conversation.

    `turn` says what became of a resident's message: pending (acknowledged, not yet answered), held (kept
    until an emergency is settled), done, failed (answered with the fallback), or none for other senders.
    """

    __tablename__ = "messages"
    __table_args__ = (
        sa.UniqueConstraint("conversation_id", "client_id"),
        sa.Index("ix_messages_turn", "turn", sqlite_where=sa.text("turn IN ('pending', 'held')"),
                 postgresql_where=sa.text("turn IN ('pending', 'held')")),
    )  # fmt: skip

    conversation_id: Mapped[str] = mapped_column(
        sa.ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(primary_key=True)
    sender: Mapped[str] = mapped_column(sa.String(10))  # resident | bot | nurse | system
    text: Mapped[str] = mapped_column(sa.Text)
    language: Mapped[str] = mapped_column(sa.String(2))
    created_at: Mapped[datetime] = mapped_column(default=now)
    options: Mapped[list[Any]] = mapped_column(default=list)
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    client_id: Mapped[str | None] = mapped_column(sa.String(36))
    payload: Mapped[str | None] = mapped_column(sa.Text)
    turn: Mapped[str] = mapped_column(sa.String(10), default="none")


class EmergencyHit(Base):
    """Audit of one recognised red flag: which pattern fired, never what was written."""

    __tablename__ = "emergency_hits"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str | None] = mapped_column(
        sa.ForeignKey("conversations.id", ondelete="SET NULL"), index=True
    )
    seq: Mapped[int]
    emergency: Mapped[str] = mapped_column(sa.String(40))
    certainty: Mapped[str] = mapped_column(sa.String(10))  # sure | ask
    pattern: Mapped[str] = mapped_column(sa.String(80))
    language: Mapped[str] = mapped_column(sa.String(2))
    created_at: Mapped[datetime] = mapped_column(default=now)


class PendingErasure(Base):
    """A conversation erased here whose memory in Rasa could not be reached yet."""

    __tablename__ = "pending_erasures"

    conversation_id: Mapped[str] = mapped_column(sa.String(36), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(default=now)


class Feedback(Base):
    """What a resident answered when asked how the service went: a score from 1 to 5."""

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str | None] = mapped_column(sa.ForeignKey("conversations.id", ondelete="SET NULL"))
    score: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=now)


class ResultPage(Base):
    """The way to the page of one result: whoever has its address has the token, we hold its hash."""

    __tablename__ = "result_pages"

    token_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(sa.ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    seq: Mapped[int]


class UnfinishedAssessment(Base):
    """An assessment put aside. The resident has the code; `address` and `sealed` are as in bot/navigator/sealing.py."""

    __tablename__ = "unfinished_assessments"

    id: Mapped[str] = mapped_column(sa.String(36), primary_key=True)
    address: Mapped[str] = mapped_column(sa.String(64), unique=True)
    conversation_id: Mapped[str] = mapped_column(sa.ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    sealed: Mapped[bytes] = mapped_column(sa.LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
