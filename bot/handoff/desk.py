"""The nurses' desk: the only writer of the queue. States: queued -> human -> closed, or back to queued, or left.

A claim is one guarded UPDATE in the transaction that also changes the conversation's state and tells the
resident, so two nurses can never have the same conversation and a queued one is never invisible.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.accounts.store import Professional
from bot.conversations.messages import MessageView, Reply
from bot.conversations.model import Conversation, Message
from bot.conversations.store import append, locked
from bot.errors import AlreadyClaimed, HandoffNotFound, NotYours
from bot.handoff import words
from bot.handoff.model import Handoff, Presence, WaitAverage
from bot.storage import Database, now

STALE = timedelta(seconds=60)  # a console silent for longer is not on duty
URGENT = frozenset({"emergency", "urgent_now"})
QUEUE = "nurse"


@dataclass(frozen=True, slots=True)
class HandoffView:
    """A handoff as the console lists it. `position` counts from 1 among the queued, else None."""

    id: str
    conversation_id: str
    state: str
    priority: int
    summary: dict[str, Any]
    language: str
    phone: str | None
    nurse_id: int | None
    queued_at: datetime
    position: int | None = None
    last_seq: int = 0

    def to_json(self, moment: datetime) -> dict[str, Any]:
        """For the console's API."""
        return {
            "id": self.id,
            "conversation_id": self.conversation_id,
            "state": self.state,
            "position": self.position,
            "waited_seconds": int((moment - self.queued_at).total_seconds()),
            "reason": self.summary.get("reason"),
            "urgency": self.summary.get("urgency"),
            "topic": self.summary.get("topic"),
            "language": self.language,
            "phone": self.phone,
            "last_seq": self.last_seq,
        }


def _ordered() -> sa.Select[Handoff]:
    return sa.select(Handoff).filter_by(state="queued").order_by(Handoff.priority, Handoff.queued_at, Handoff.id)


def _position(session: Session, handoff: Handoff) -> int:
    return [row.id for row in session.scalars(_ordered())].index(handoff.id) + 1


def _open_handoff(session: Session, conversation_id: str) -> Handoff | None:
    return session.scalar(
        sa.select(Handoff).where(Handoff.conversation_id == conversation_id, Handoff.state.in_(("queued", "human")))
    )


class Desk:
    """Queue, claims and presence in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- the resident's side -------------------------------------------------------------------------------

    def request(self, conversation_id: str, summary: dict[str, Any], priority: int | None = None) -> Reply:
        """Queue a conversation; asking again keeps the place and renews the summary. Returns what to say."""
        with self._database.writing() as session:
            conversation = locked(session, conversation_id)
            handoff = _open_handoff(session, conversation_id)
            if handoff is None:
                urgent = summary.get("urgency") in URGENT
                handoff = Handoff(
                    id=str(uuid.uuid4()), conversation_id=conversation_id, state="queued", queued_at=now(),
                    priority=priority if priority is not None else (0 if urgent else 1), summary=summary,
                )  # fmt: skip
                session.add(handoff)
                conversation.state = "queued"
                session.flush()
            else:
                handoff.summary = {**handoff.summary, **summary}
            if handoff.state == "human":
                return words.already_human(conversation.language)
            return self._place(session, handoff, conversation.language, "handoff_queued")

    def note(self, conversation_id: str) -> Reply | None:
        """What a waiting resident is told when writing more; None once a nurse has the conversation."""
        with self._database.reading() as session:
            handoff = _open_handoff(session, conversation_id)
            conversation = session.get_one(Conversation, conversation_id)
            if handoff is None or handoff.state != "queued":
                return None
            return self._place(session, handoff, conversation.language, "handoff_noted")

    def leave(self, conversation_id: str) -> tuple[Reply, list[str]]:
        """The resident leaves the queue; also returns the conversations whose place changed."""
        with self._database.writing() as session:
            conversation = locked(session, conversation_id)
            handoff = _open_handoff(session, conversation_id)
            if handoff is not None and handoff.state == "queued":
                handoff.state, handoff.closed_at = "left", now()
                conversation.state = "bot"
                session.flush()
            return words.left(conversation.language), self._tell_places(session)

    def end(self, conversation_id: str) -> None:
        """The resident closed the conversation: nobody waits or is waited for any more."""
        with self._database.writing() as session:
            handoff = _open_handoff(session, conversation_id)
            if handoff is not None:
                handoff.state, handoff.closed_at = "left", now()
                session.flush()
                self._tell_places(session)

    def call_back(self, conversation_id: str, phone: str, summary: dict[str, Any]) -> Reply:
        """Keep a request to be phoned; a waiting conversation leaves the live queue for it."""
        with self._database.writing() as session:
            conversation = locked(session, conversation_id)
            waiting = _open_handoff(session, conversation_id)
            if waiting is not None and waiting.state == "queued":
                waiting.state, waiting.closed_at = "left", now()
                conversation.state = "bot"
            session.add(
                Handoff(
                    id=str(uuid.uuid4()),
                    conversation_id=conversation_id,
                    state="callback",
                    queued_at=now(),
                    summary=summary,
                    phone=phone,
                    priority=0 if summary.get("urgency") in URGENT else 1,
                )
            )
            return words.call_back_kept(conversation.language, phone)

    def nurse_on_duty(self) -> bool:
        """Whether any nurse's console was heard from lately and takes conversations."""
        with self._database.reading() as session:
            query = sa.select(sa.func.count()).where(Presence.on_duty, Presence.seen_at > now() - STALE)
            return bool(session.scalar(query))

    # -- the nurse's side ----------------------------------------------------------------------------------

    def presence(self, nurse: Professional, on_duty: bool) -> None:
        """A heartbeat of a nurse's console."""
        with self._database.writing() as session:
            session.merge(Presence(user_id=nurse.id, on_duty=on_duty, seen_at=now()))

    def queue(self, nurse: Professional) -> tuple[list[HandoffView], list[HandoffView], list[HandoffView]]:
        """The queued in order, this nurse's own open ones, and the call-backs waiting."""
        with self._database.reading() as session:
            queued = [self._view(session, row, place) for place, row in enumerate(session.scalars(_ordered()), 1)]
            mine = sa.select(Handoff).filter_by(state="human", nurse_id=nurse.id).order_by(Handoff.claimed_at)
            callbacks = sa.select(Handoff).filter_by(state="callback").order_by(Handoff.priority, Handoff.queued_at)
            return (
                queued,
                [self._view(session, row) for row in session.scalars(mine)],
                [self._view(session, row) for row in session.scalars(callbacks)],
            )

    def get(self, handoff_id: str) -> HandoffView:
        """One handoff. Raises HandoffNotFound."""
        with self._database.reading() as session:
            row = session.get(Handoff, handoff_id)
            if row is None:
                raise HandoffNotFound
            return self._view(session, row, _position(session, row) if row.state == "queued" else None)

    def claim(self, handoff_id: str, nurse: Professional) -> tuple[HandoffView, list[str]]:
        """Take a queued handoff; also returns the conversations whose place changed.

        Raises HandoffNotFound, AlreadyClaimed (when anybody else was first, or it is no longer queued).
        """
        with self._database.writing() as session:
            won = session.execute(
                sa.update(Handoff)
                .where(Handoff.id == handoff_id, Handoff.state == "queued")
                .values(state="human", nurse_id=nurse.id, claimed_at=now())
            )
            row = session.get(Handoff, handoff_id)
            if row is None:
                raise HandoffNotFound
            if won.rowcount == 0:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
                if row.nurse_id == nurse.id and row.state == "human":
                    return self._view(session, row), []
                raise AlreadyClaimed
            conversation = locked(session, row.conversation_id)
            conversation.state = "human"
            conversation.care = None  # the nurse takes care from here, of what was held too
            session.execute(
                sa.update(Message)
                .where(Message.conversation_id == conversation.id, Message.turn == "held")
                .values(turn="done")
            )
            append(
                session,
                conversation,
                words.joined(conversation.language, nurse.display_name),
                conversation.language,
            )
            self._learn_wait(session, (now() - row.queued_at).total_seconds())
            session.flush()
            return self._view(session, row), self._tell_places(session)

    def release(self, handoff_id: str, nurse: Professional) -> str:
        """Put a claimed handoff back at its old place in the queue. Returns the conversation's id. Raises NotYours."""
        with self._database.writing() as session:
            row = self._own(session, handoff_id, nurse)
            row.state, row.nurse_id, row.claimed_at = "queued", None, None
            conversation = locked(session, row.conversation_id)
            conversation.state = "queued"
            session.flush()
            reply = self._place(session, row, conversation.language, "handoff_released")
            append(session, conversation, reply, conversation.language)
            return row.conversation_id

    def close(self, handoff_id: str, nurse: Professional) -> str:
        """End a claimed handoff and ask the resident for feedback. Returns the conversation's id. Raises NotYours."""
        with self._database.writing() as session:
            row = self._own(session, handoff_id, nurse)
            row.state, row.closed_at = "closed", now()
            conversation = locked(session, row.conversation_id)
            conversation.state = "bot"
            append(session, conversation, words.closed(conversation.language), conversation.language)
            return row.conversation_id

    def called(self, handoff_id: str, nurse: Professional) -> None:
        """Mark a call-back as made. Raises HandoffNotFound, AlreadyClaimed."""
        with self._database.writing() as session:
            row = session.get(Handoff, handoff_id, with_for_update=True)
            if row is None:
                raise HandoffNotFound
            if row.state != "callback":
                raise AlreadyClaimed
            row.state, row.nurse_id, row.closed_at = "called", nurse.id, now()

    def write(self, handoff_id: str, nurse: Professional, client_id: str, text: str) -> tuple[str, MessageView]:
        """A nurse's message into the conversation; the same client_id again stores nothing. Raises NotYours."""
        return self.send(handoff_id, nurse, client_id, lambda _language: Reply(text))

    def send(
        self, handoff_id: str, nurse: Professional, client_id: str, compose: Callable[[str], Reply]
    ) -> tuple[str, MessageView]:
        """The same for a message with a card: `compose` makes it in the conversation's language, if it is new.

        Raises HandoffNotFound, NotYours, and what `compose` raises; nothing is stored then.
        """
        with self._database.writing() as session:
            row = self._own(session, handoff_id, nurse)
            conversation = locked(session, row.conversation_id)
            known = session.scalar(sa.select(Message).filter_by(conversation_id=conversation.id, client_id=client_id))
            if known is None:
                made = compose(conversation.language)
                reply = replace(made, data={**made.data, "nurse": nurse.display_name}, sender="nurse")
                known = append(session, conversation, reply, conversation.language, client_id=client_id)
            return conversation.id, MessageView.of(known)

    # -- inside a transaction ------------------------------------------------------------------------------

    @staticmethod
    def _own(session: Session, handoff_id: str, nurse: Professional) -> Handoff:
        row = session.get(Handoff, handoff_id, with_for_update=True)
        if row is None:
            raise HandoffNotFound
        if row.state != "human" or row.nurse_id != nurse.id:
            raise NotYours
        return row

    @staticmethod
    def _view(session: Session, row: Handoff, position: int | None = None) -> HandoffView:
        conversation = session.get_one(Conversation, row.conversation_id)
        return HandoffView(
            row.id, row.conversation_id, row.state, row.priority, row.summary, conversation.language, row.phone,
            row.nurse_id, row.queued_at, position, conversation.last_seq,
        )  # fmt: skip

    def _place(self, session: Session, handoff: Handoff, language: str, key: str) -> Reply:
        position = _position(session, handoff)
        return words.place(language, key, position, self._estimate(session, handoff))

    def _tell_places(self, session: Session) -> list[str]:
        """Tell everyone still queued their new place, if it changed since they were last told."""
        told = []
        for position, handoff in enumerate(session.scalars(_ordered()).all(), 1):
            conversation = locked(session, handoff.conversation_id)
            last = session.scalar(
                sa.select(Message.data)
                .where(Message.conversation_id == conversation.id, Message.sender.in_(("bot", "system")))
                .order_by(Message.seq.desc())
                .limit(1)
            )
            if last is None or last.get("position") != position:
                reply = words.place(
                    conversation.language, "handoff_position", position, self._estimate(session, handoff)
                )
                append(session, conversation, reply, conversation.language)
                told.append(conversation.id)
        return told

    @staticmethod
    def _learn_wait(session: Session, waited: float) -> None:
        row = session.get(WaitAverage, QUEUE)
        if row is None:
            session.add(WaitAverage(queue=QUEUE, seconds=waited))
        else:
            row.seconds = 0.9 * row.seconds + 0.1 * waited

    @staticmethod
    def _estimate(session: Session, handoff: Handoff) -> int | None:
        """Minutes still to wait: the average less what was already waited; None when nothing is known yet."""
        row = session.get(WaitAverage, QUEUE)
        if row is None:
            return None
        left = row.seconds - (now() - handoff.queued_at).total_seconds()
        return max(1, round(left / 60))
