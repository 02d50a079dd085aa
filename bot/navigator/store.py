"""The only writer of saved summaries: opened by code, added to by invitation, deleted by the resident or by age."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Iterator, Sequence
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
from bot.navigator.sealing import Lock, locks, seal, unseal
from bot.storage import Database, now
from connectors.booking.code import make_code, normalise

log = logging.getLogger(__name__)
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PartView:
    """One person's answers as a professional sees them."""

    kind: str
    report: dict[str, Any]
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SummaryView:
    """What the codes open, in their order and then what was added by invitation. `closed`: how many more have answered
    on the same invitations and are opened with a code of their own. `openings`: who opened it before, oldest first.
    """

    parts: list[PartView]
    closed: int
    openings: list[tuple[str, datetime]]


class SavedSummaries:
    """Summaries in one database. Codes are drawn at random and never kept. `keys`: the newest first; it seals."""

    def __init__(self, database: Database, keys: Sequence[str]) -> None:
        self._database = database
        self._keys = tuple(keys)
        self._guesses = Guesses()

    def save(
        self, kind: str, report: dict[str, Any], joining: str | None = None, *, opens_to_inviter: bool = False
    ) -> tuple[str, datetime]:
        """Keep a summary; returns its code, which nobody can find out again, and when it ends to work.

        `joining`: the invitation it answers, used up by this; the inviter's code opens the summary too when
        `opens_to_inviter`. Raises SummaryNotFound for an invitation that is not there, or is for something else.
        """
        code, until, name = make_code(), now() + KEPT, str(uuid.uuid4())
        lock, invited = locks(code, self._keys)[0], _locks(joining, self._keys) if joining else []
        row = SavedSummary(
            id=name, address=lock.address, public_key=lock.public, kind=kind,
            sealed=seal(report, lock.public, name), expires_at=until,
        )  # fmt: skip
        with self._database.writing() as session:
            if joining:
                inviter = self._inviter(session, invited, kind)
                row.inviter_id = inviter.id
                if opens_to_inviter:
                    row.sealed_for_inviter = seal(report, inviter.public_key, name)
                inviter.joining_address = inviter.joining_kind = None
            session.add(row)
        return code, until

    def invite(self, code: str, kind: str) -> tuple[str, datetime]:
        """A code with which one other person can add answers to the questionnaire `kind`, and read nothing; until when.

        A new one takes the place of one that was not used. Raises SummaryNotFound.
        """
        joining, opening = make_code(), _locks(code, self._keys)
        invited = locks(joining, self._keys)[0]
        with self._database.writing() as session:
            row, _ = self._find(session, opening)
            row.joining_address, row.joining_kind = invited.joining, kind
            return joining, row.expires_at

    def invited_to(self, joining: str, asker: str) -> str:
        """The questionnaire that an invitation is for. Raises SummaryNotFound, TooManyGuesses."""
        self._guesses.check(asker)
        invited = _locks(joining, self._keys)
        with self._database.reading() as session:
            try:
                return str(self._inviter(session, invited).joining_kind)
            except SummaryNotFound:
                self._guesses.failed(asker)
                raise

    def open(self, codes: Sequence[str], professional: Professional) -> SummaryView:
        """What the codes open, and a note of who opened it. Raises SummaryNotFound, TooManyGuesses."""
        asker = f"user {professional.id}"
        self._guesses.check(asker)
        found = [_locks(code, self._keys) for code in codes]
        with self._database.writing() as session:
            opened = [self._find(session, opening, asker) for opening in found]
            sealed = {row.id: (row, row.sealed, lock) for row, lock in opened}
            linked = {other.id: (other, row, lock) for row, lock in opened for other in self._linked(session, row)}
            for other, row, lock in linked.values():
                if other.id not in sealed and other.inviter_id == row.id and other.sealed_for_inviter:
                    sealed[other.id] = (other, other.sealed_for_inviter, lock)
            parts = [
                PartView(row.kind, unseal(content, lock, row.id), row.created_at, row.expires_at)
                for row, content, lock in sealed.values()
            ]
            openings = _noted(session, list(sealed), professional)
            return SummaryView(parts, len(linked.keys() - sealed.keys()), openings)

    def erase(self, code: str, address: str | None = None) -> None:
        """Delete a summary at the wish of who has its code. `address` is who guesses; None when we gave the code.

        Raises SummaryNotFound, TooManyGuesses.
        """
        if address is not None:
            self._guesses.check(address)
        opening = _locks(code, self._keys)
        with self._database.writing() as session:
            session.delete(self._find(session, opening, address)[0])

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

    def _find(self, session: Session, opening: Sequence[Lock], asker: str | None = None) -> tuple[SavedSummary, Lock]:
        by_address = {lock.address: lock for lock in opening}
        query = sa.select(SavedSummary).where(
            SavedSummary.address.in_(list(by_address)), SavedSummary.expires_at > now()
        )
        row = session.scalar(query)
        if row is None:
            if asker is not None:
                self._guesses.failed(asker)
            raise SummaryNotFound
        return row, by_address[row.address]

    def _inviter(self, session: Session, invited: Sequence[Lock], kind: str | None = None) -> SavedSummary:
        query = sa.select(SavedSummary).where(
            SavedSummary.joining_address.in_([lock.joining for lock in invited]), SavedSummary.expires_at > now()
        )
        row = session.scalar(query)
        if row is None or kind not in (None, row.joining_kind):
            raise SummaryNotFound
        return row

    def _linked(self, session: Session, row: SavedSummary) -> Iterator[SavedSummary]:
        """Who invited this one, and who came at its invitation, of those that are still there."""
        near = sa.or_(SavedSummary.inviter_id == row.id, SavedSummary.id == (row.inviter_id or ""))
        query = sa.select(SavedSummary).where(near, SavedSummary.expires_at > now())
        yield from session.scalars(query.order_by(SavedSummary.created_at))


def _locks(code: str, keys: Sequence[str]) -> list[Lock]:
    """The locks of a code as typed. Made outside transactions: stretching takes longer than a write may."""
    plain = normalise(code)
    return locks(plain, keys) if plain else []


def _noted(session: Session, summaries: Sequence[str], professional: Professional) -> list[tuple[str, datetime]]:
    """Who opened these before; that they are opened now is added."""
    earlier = sa.select(User.display_name, Opening.opened_at).join(User, User.id == Opening.user_id)
    rows = session.execute(earlier.where(Opening.summary_id.in_(summaries)).order_by(Opening.id)).all()
    moment = now()
    session.add_all(Opening(summary_id=name, user_id=professional.id, opened_at=moment) for name in summaries)
    return list(dict.fromkeys((name, moment) for name, moment in rows))
