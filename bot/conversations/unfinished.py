"""Assessments put aside: continued in the same conversation, or once anywhere with a code, for a week.

The state is sealed as saved summaries are (bot/navigator/sealing.py): the database alone opens none, and finds none by
its code. Erasing the conversation deletes what was put aside in it.
"""

from __future__ import annotations

import asyncio
import logging
import re
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from anyio import to_thread
from sqlalchemy.exc import SQLAlchemyError

from bot.booking.guesses import Guesses
from bot.conversations.model import Conversation, UnfinishedAssessment
from bot.errors import ConversationNotFound
from bot.navigator.sealing import locks, seal, unseal
from bot.storage import Database, now
from connectors.booking.code import LENGTH, make_code, normalise

log = logging.getLogger(__name__)
KEPT = timedelta(days=7)
_PIECE = re.compile(r"\w+")


class Unfinished:
    """What was put aside, in one database. `keys` seal it, the newest first."""

    def __init__(self, database: Database, keys: Sequence[str]) -> None:
        self._database = database
        self._keys = tuple(keys)
        self._guesses = Guesses()

    def keep(self, conversation_id: str, task: dict[str, Any]) -> tuple[str, datetime]:
        """Put a task aside in place of an earlier one; returns the code, told once, and until when it works.

        Raises ConversationNotFound.
        """
        code, until, name = make_code(), now() + KEPT, str(uuid.uuid4())
        lock = locks(code, self._keys)[0]
        row = UnfinishedAssessment(
            id=name, address=lock.address, conversation_id=conversation_id,
            sealed=seal(task, lock.public, name), expires_at=until,
        )  # fmt: skip
        with self._database.writing() as session:
            if session.get(Conversation, conversation_id) is None:
                raise ConversationNotFound
            session.execute(sa.delete(UnfinishedAssessment).filter_by(conversation_id=conversation_id))
            session.add(row)
        return code, until

    def take(self, code: str, asker: str) -> dict[str, Any] | None:
        """The task that a code opens, which then is used up; None when there is none. Raises TooManyGuesses."""
        self._guesses.check(asker)
        plain = normalise(code)
        found = {lock.address: lock for lock in locks(plain, self._keys)} if plain else {}
        with self._database.writing() as session:
            row = session.scalar(
                sa.select(UnfinishedAssessment).where(
                    UnfinishedAssessment.address.in_(list(found)), UnfinishedAssessment.expires_at > now()
                )
            )
            if row is None:
                self._guesses.failed(asker)
                return None
            task = unseal(row.sealed, found[row.address], row.id)
            session.delete(row)
            return task

    def waits(self, conversation_id: str) -> bool:
        """Whether something put aside in the conversation can still be continued."""
        with self._database.reading() as session:
            query = sa.select(UnfinishedAssessment.id).filter_by(conversation_id=conversation_id)
            return session.scalar(query.where(UnfinishedAssessment.expires_at > now())) is not None

    def drop(self, conversation_id: str) -> None:
        """What was put aside in the conversation is gone on with, or given up: its code ends to work."""
        with self._database.writing() as session:
            session.execute(sa.delete(UnfinishedAssessment).filter_by(conversation_id=conversation_id))

    def delete_expired(self) -> int:
        """Delete what is older than a week; returns how many."""
        with self._database.writing() as session:
            done = session.execute(sa.delete(UnfinishedAssessment).where(UnfinishedAssessment.expires_at <= now()))
            return int(done.rowcount)  # type: ignore[attr-defined]  # a DELETE gives a CursorResult

    async def keep_deleting(self, every: float = 3600.0) -> None:
        """Delete what has expired, every hour until cancelled."""
        while True:
            try:
                await to_thread.run_sync(self.delete_expired)
            except SQLAlchemyError:
                log.exception("unfinished assessments that expired could not be deleted")
            await asyncio.sleep(every)


def code_in(text: str) -> str | None:
    """The code at the end of a message, also in two halves; None when nothing there can be one."""
    return _split(text)[1]


def without_code(text: str) -> str:
    """The message without its code, whose letters are of no language."""
    said, code = _split(text)
    return said if code else text


def _split(text: str) -> tuple[str, str | None]:
    found = list(_PIECE.finditer(text))
    for start in range(len(found) - 1, max(len(found) - 4, -1), -1):
        joined = "".join(piece.group() for piece in found[start:])
        if len(joined) >= LENGTH:
            return text[: found[start].start()], normalise(joined)
    return text, None
