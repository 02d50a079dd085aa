"""Tables of the nurses' queue. Only bot/handoff/desk.py writes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base, now


class Handoff(Base):
    """One request for a person. `priority` 0 goes before 1; within it the oldest is first."""

    __tablename__ = "handoffs"
    __table_args__ = (sa.Index("ix_handoffs_state", "state", "priority", "queued_at"),)

    id: Mapped[str] = mapped_column(sa.String(36), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(sa.ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(sa.String(10))  # queued | human | closed | left | callback | called
    priority: Mapped[int] = mapped_column(default=1)
    summary: Mapped[dict[str, Any]] = mapped_column(default=dict)
    phone: Mapped[str | None] = mapped_column(sa.String(30))
    nurse_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    queued_at: Mapped[datetime] = mapped_column(default=now)
    claimed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class Presence(Base):
    """When a nurse's console was last heard from, and whether the nurse takes conversations."""

    __tablename__ = "presence"

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    on_duty: Mapped[bool]
    seen_at: Mapped[datetime]


class WaitAverage(Base):
    """The running average of waits, in seconds: A = 0.9 A' + 0.1 W for each claimed handoff."""

    __tablename__ = "wait_average"

    queue: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    seconds: Mapped[float]
