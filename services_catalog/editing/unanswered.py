"""Queries that found nothing, so that editors learn residents' words. Nothing in it tells who asked.

A query is kept when it is short: long ones are stories, and stories are about somebody. It is lower-cased, names of
people, codes, addresses and long numbers are taken out, and only how often it came and on which day last is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, sessionmaker

from services_catalog.editing.anonymous import HIDDEN, Anonymiser
from services_catalog.editing.model import UnansweredRow
from services_catalog.record import Language

KEPT = timedelta(days=90)
MOST_WORDS = 5
LONGEST = 80
MOST_ROWS = 5000
"""More different queries than this are not kept: nobody reads them, and a flood must not fill the disk."""
SHOWN_FROM = 2
"""Times a query must have come to be shown: one person's own words stay unread."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A query that found nothing, how often in the last 90 days, and when last."""

    query: str
    language: Language
    count: int
    last_day: date


class UnansweredQueries:
    """Keeps and lists them."""

    def __init__(self, engine: Engine, anonymiser: Anonymiser) -> None:
        self._writing = sessionmaker(engine)
        self._reading = sessionmaker(engine.execution_options(sqlite_begin="DEFERRED"))
        self._anonymiser = anonymiser

    def note(self, text: str, language: Language, today: date) -> None:
        """Count a query that found nothing; one that may be about somebody is not kept."""
        query = self.normalised(text)
        if not query:
            return
        with self._writing.begin() as session:
            self._forget(session, today)
            row = session.get(UnansweredRow, (query, language))
            if row is None:
                if (session.scalar(select(func.count()).select_from(UnansweredRow)) or 0) >= MOST_ROWS:
                    return
                row = UnansweredRow(query=query, language=language, count=0)
                session.add(row)
            row.count += 1
            row.last_day = today.isoformat()

    def normalised(self, text: str) -> str:
        """The query as it may be kept; empty when it may not be."""
        words = self._anonymiser.plain(text).lower().split()
        if not words or len(words) > MOST_WORDS or all(word == HIDDEN for word in words):
            return ""
        return " ".join(words)[:LONGEST]

    def most_asked(self, today: date, limit: int = 100) -> list[Unanswered]:
        """Those asked most often first."""
        query = (
            select(UnansweredRow)
            .where(UnansweredRow.last_day >= (today - KEPT).isoformat(), UnansweredRow.count >= SHOWN_FROM)
            .order_by(UnansweredRow.count.desc(), UnansweredRow.query)
            .limit(limit)
        )
        with self._reading() as session:
            return [
                Unanswered(row.query, row.language, row.count, date.fromisoformat(row.last_day))  # type: ignore[arg-type]
                for row in session.scalars(query)
            ]

    def forget(self, today: date) -> None:
        """Delete what is older than 90 days."""
        with self._writing.begin() as session:
            self._forget(session, today)

    @staticmethod
    def _forget(session: Session, today: date) -> None:
        oldest = (today - KEPT).isoformat()
        session.execute(delete(UnansweredRow).where(UnansweredRow.last_day < oldest))
