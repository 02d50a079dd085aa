"""Tables of saved summaries. A summary knows neither its conversation nor its resident; only the code leads to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base, now


class SavedSummary(Base):
    """One summary. The resident has the code, we hold its hash. `report` is by language."""

    __tablename__ = "navigator_summaries"

    id: Mapped[str] = mapped_column(sa.String(36), primary_key=True)
    code_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    report: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Opening(Base):
    """A professional opened a summary: who and when. Stays when the summary is gone; tells nothing of its content."""

    __tablename__ = "navigator_openings"

    id: Mapped[int] = mapped_column(primary_key=True)
    summary_id: Mapped[str] = mapped_column(sa.String(36), index=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    opened_at: Mapped[datetime] = mapped_column(default=now)
