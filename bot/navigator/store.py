"""The only writer of saved summaries: opened by code, deleted by the resident or when the month ends."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from anyio import to_thread
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.accounts.model import User
from bot.accounts.store import Professional
from bot.booking.guesses import Guesses
from bot.errors import SummaryNotFound
from bot.navigator.model import Opening, SavedSummary
from bot.storage import Database, now
from connectors.booking.code import make_code, normalise

log = logging.getLogger(__name__)
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SummaryView:
    """A summary as a professional sees it. `openings`: who opened it before, and when, oldest first."""

    kind: str
    report: dict[str, Any]
    created_at: datetime
    expires_at: datetime
    openings: list[tuple[str, datetime]]


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


class SavedSummaries:
    """Summaries in one database. Codes are drawn at random and kept as hashes only."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._guesses = Guesses()

    def save(self, kind: str, report: dict[str, Any]) -> tuple[str, datetime]:
        """Keep a summary; returns its code, which nobody can find out again, and when it ends to work."""
        code, until = make_code(), now() + KEPT
        row = SavedSummary(id=str(uuid.uuid4()), code_hash=_hash(code), kind=kind, report=report, expires_at=until)
        with self._database.writing() as session:
            session.add(row)
        return code, until

    def open(self, code: str, professional: Professional) -> SummaryView:
        """The summary, and a note of who opened it. Raises SummaryNotFound, TooManyGuesses."""
        asker = f"user {professional.id}"
        self._guesses.check(asker)
        with self._database.writing() as session:
            row = self._find(session, code, asker)
            earlier = sa.select(User.display_name, Opening.opened_at).join(User, User.id == Opening.user_id)
            rows = session.execute(earlier.where(Opening.summary_id == row.id).order_by(Opening.id)).all()
            session.add(Opening(summary_id=row.id, user_id=professional.id))
            openings = [(name, moment) for name, moment in rows]
            return SummaryView(row.kind, row.report, row.created_at, row.expires_at, openings)

    def erase(self, code: str, address: str | None = None) -> None:
        """Delete a summary at the wish of who has its code. `address` is who guesses; None when we gave the code.

        Raises SummaryNotFound, TooManyGuesses.
        """
        if address is not None:
            self._guesses.check(address)
        with self._database.writing() as session:
            session.delete(self._find(session, code, address))

    def delete_expired(self) -> int:
        """Delete what is older than a month; returns how many."""
        with self._database.writing() as session:
            done = session.execute(sa.delete(SavedSummary).where(SavedSummary.expires_at <= now()))
            return int(done.rowcount)  # type: ignore[attr-defined]  # a DELETE gives a CursorResult

    async def keep_deleting(self, every: float = 3600.0) -> None:
        """Delete what has expired, every hour until cancelled."""
        while True:
            try:
                await to_thread.run_sync(self.delete_expired)
            except SQLAlchemyError:
                log.exception("expired summaries could not be deleted")
            await asyncio.sleep(every)

    def _find(self, session: Session, code: str, asker: str | None) -> SavedSummary:
        plain = normalise(code)
        query = sa.select(SavedSummary).where(
            SavedSummary.code_hash == _hash(plain or ""), SavedSummary.expires_at > now()
        )
        row = session.scalar(query) if plain else None
        if row is None:
            if asker is not None:
                self._guesses.failed(asker)
            raise SummaryNotFound
        return row
