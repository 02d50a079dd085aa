"""Tables of saved summaries. A summary knows neither its conversation nor its resident; only the code leads to it."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base, now


class SavedSummary(Base):
    """One person's answers, sealed (bot/navigator/sealing.py). The resident has the code; `address` comes of it.

    `inviter_id`: the summary whose owner asked for this one with the code at `joining_address`, which is used once and
    for the questionnaire `joining_kind`. `sealed_for_inviter`: the same answers for the inviter's code, where the
    questionnaire says that it opens them too.
    """

    __tablename__ = "navigator_summaries"

    id: Mapped[str] = mapped_column(sa.String(36), primary_key=True)
    address: Mapped[str] = mapped_column(sa.String(64), unique=True)
    public_key: Mapped[bytes]
    kind: Mapped[str] = mapped_column(sa.String(40))
    sealed: Mapped[bytes]
    inviter_id: Mapped[str | None] = mapped_column(sa.String(36), index=True)
    sealed_for_inviter: Mapped[bytes | None]
    joining_address: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    joining_kind: Mapped[str | None] = mapped_column(sa.String(40))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Opening(Base):
    """A professional opened a summary: who and when. Stays when the summary is gone; tells nothing of its content."""

    __tablename__ = "navigator_openings"

    id: Mapped[int] = mapped_column(primary_key=True)
    summary_id: Mapped[str] = mapped_column(sa.String(36), index=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    opened_at: Mapped[datetime] = mapped_column(default=now)
